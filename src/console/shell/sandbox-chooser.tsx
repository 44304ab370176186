import { useState } from 'preact/hooks';
import { shell, sandboxes as words } from '../../text/console/shell.js';
import { useAttempt } from '../api/attempt.js';
import { sim } from '../api/client.js';
import type { Sandbox } from '../api/shapes.js';
import { Dialog } from '../parts/dialog.js';
import { TextField } from '../parts/field.js';
import { ProblemNote } from '../parts/notes.js';
import { goTo, place, sandbox } from '../state/route.js';
import { readSandboxes, sandboxes } from '../state/sandboxes.js';
import { say } from '../state/words.js';

type Open = 'make' | 'empty' | undefined;

/** Which world the page is about; another one can be made, and this one emptied. */
export const SandboxChooser = () => {
  const [open, setOpen] = useState<Open>();
  const ids = sandboxes.value.map(({ id }) => id);
  const known = ids.includes(sandbox.value) ? ids : [sandbox.value, ...ids];
  const choose = (choice: string): void => {
    if (choice.startsWith('!')) setOpen(choice === '!make' ? 'make' : 'empty');
    else goTo({ sandbox: choice, page: place.value.page });
  };
  return (
    <>
      <label class="compact">
        <span>{say(words.label)}</span>
        <select
          value={sandbox.value}
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = sandbox.value;
            choose(value);
          }}
        >
          {known.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
          <hr />
          <option value="!make">{say(words.make)}…</option>
          <option value="!empty">{say(words.empty)}…</option>
        </select>
      </label>
      {open === 'make' && <MakeSandbox onClose={() => setOpen(undefined)} />}
      {open === 'empty' && <EmptySandbox onClose={() => setOpen(undefined)} />}
    </>
  );
};

interface WindowProps {
  readonly onClose: () => void;
}

const MakeSandbox = ({ onClose }: WindowProps) => {
  const [id, setId] = useState('');
  const { attempt, problem } = useAttempt();
  const make = (): Promise<void> =>
    attempt(async () => {
      const made = await sim<Sandbox>('POST', '/sandboxes', { body: id === '' ? {} : { id } });
      await readSandboxes();
      onClose();
      goTo({ sandbox: made.id });
    });
  return (
    <Dialog title={say(words.make)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p>{say(words.makeHint)}</p>
        <TextField label={say(words.id)} hint={say(words.idHint)} value={id} onChange={(text) => setId(text)} />
        {problem !== undefined && <ProblemNote problem={problem} />}
        <p class="actions">
          <button type="button" onClick={onClose}>
            {say(shell.cancel)}
          </button>
          <button type="submit" class="primary">
            {say(words.create)}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

const EmptySandbox = ({ onClose }: WindowProps) => {
  const { attempt, problem } = useAttempt();
  const empty = (): Promise<void> =>
    attempt(async () => {
      await sim('POST', '/reset', { body: {} });
      onClose();
      goTo({ page: place.value.page });
    });
  return (
    <Dialog title={say(words.emptyTitle, { id: sandbox.value })} onClose={onClose}>
      <p>{say(words.emptyHint)}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <p class="actions">
        <button type="button" onClick={onClose}>
          {say(shell.cancel)}
        </button>
        <button type="button" class="danger" onClick={() => void empty()}>
          {say(words.empty)}
        </button>
      </p>
    </Dialog>
  );
};
