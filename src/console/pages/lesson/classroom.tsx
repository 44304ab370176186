import { useState } from 'preact/hooks';
import { classroom as words } from '../../../text/console/lesson.js';
import { shell } from '../../../text/console/shell.js';
import { useAttempt } from '../../api/attempt.js';
import { part, sim } from '../../api/client.js';
import { Dialog } from '../../parts/dialog.js';
import { Field, TextField } from '../../parts/field.js';
import { ProblemNote } from '../../parts/notes.js';
import { QrCode } from '../../parts/qr-code.js';
import { number } from '../../state/format.js';
import { linkTo, place, refine } from '../../state/route.js';
import { readSandboxes, sandboxes } from '../../state/sandboxes.js';
import { say } from '../../state/words.js';

const firstName = 'aula';
const mostParticipants = 60;

const isLoopback = (address: string): boolean => /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(address);

/** Sandboxes of a class: its name and a number. */
const membersOf = (name: string): readonly string[] =>
  sandboxes.value
    .map(({ id }) => id)
    .filter((id) => id.startsWith(`${name}-`) && /^\d+$/.test(id.slice(name.length + 1)))
    .toSorted((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)));

/** A world for each participant, with a link to carry it into the room. */
export const Classroom = () => {
  const name = place.value.query.class ?? firstName;
  const [count, setCount] = useState(10);
  const [address, setAddress] = useState(location.origin);
  const { attempt, isBusy, problem } = useAttempt();
  const [isClosing, setClosing] = useState(false);
  const members = membersOf(name);

  /** Whatever became of it, the sandboxes that there are now are shown. */
  const act = (all: () => Promise<void>): Promise<void> =>
    attempt(() => all().finally(() => readSandboxes().catch(() => undefined)));
  const make = (): Promise<void> =>
    act(async () => {
      for (let n = 1; n <= count; n++) {
        const id = `${name}-${n}`;
        if (!members.includes(id)) await sim('POST', '/sandboxes', { body: { id, clock: { mode: 'manual' } } });
      }
    });
  const close = (): Promise<void> =>
    act(async () => {
      for (const id of members) await sim('DELETE', `/sandboxes/${part(id)}`);
      setClosing(false);
    });

  return (
    <section class="classroom" aria-label={say(words.title)}>
      <h2>{say(words.title)}</h2>
      <p class="soft measure">{say(words.hint)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField
          label={say(words.name)}
          hint={say(words.nameHint)}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,50}"
          value={name}
          onChange={(text) => refine({ class: text })}
        />
        <Field label={say(words.count)}>
          {(bound) => (
            <input
              {...bound}
              type="number"
              required
              min="1"
              max={mostParticipants}
              value={count}
              onInput={(event) => setCount(event.currentTarget.valueAsNumber)}
            />
          )}
        </Field>
        <button type="submit" class="primary" disabled={isBusy}>
          {say(words.make)}
        </button>
      </form>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {members.length > 0 && (
        <>
          <Field label={say(words.address)} hint={isLoopback(address) ? say(words.loopback) : say(words.noSecret)}>
            {(bound) => (
              <input {...bound} type="url" value={address} onInput={(event) => setAddress(event.currentTarget.value)} />
            )}
          </Field>
          <p class="actions">
            <button type="button" onClick={() => print()}>
              {say(words.print)}
            </button>
            <button type="button" class="danger" disabled={isBusy} onClick={() => setClosing(true)}>
              {say(words.remove)}
            </button>
          </p>
          <ol class="members">
            {members.map((id) => (
              <Member key={id} id={id} n={id.slice(name.length + 1)} address={address} />
            ))}
          </ol>
        </>
      )}
      {isClosing && (
        <Dialog title={say(words.removeTitle, { n: number(members.length) })} onClose={() => setClosing(false)}>
          <p>{say(words.removeHint)}</p>
          <p class="actions">
            <button type="button" onClick={() => setClosing(false)}>
              {say(shell.cancel)}
            </button>
            <button type="button" class="danger" disabled={isBusy} onClick={() => void close()}>
              {say(words.remove)}
            </button>
          </p>
        </Dialog>
      )}
    </section>
  );
};

const Member = ({ id, n, address }: { readonly id: string; readonly n: string; readonly address: string }) => {
  const link = `${address.replace(/\/+$/, '')}/console/${linkTo({ sandbox: id, page: 'notifications' })}`;
  return (
    <li class="card">
      <QrCode text={link} label={say(words.qr, { link })} />
      <strong>{say(words.participant, { n })}</strong>
      <a class="fine" href={linkTo({ sandbox: id, page: 'notifications' })}>
        {link}
      </a>
    </li>
  );
};
