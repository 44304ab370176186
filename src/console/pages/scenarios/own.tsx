import { useState } from 'preact/hooks';
import { scenarios, own as words } from '../../../text/console/scenarios.js';
import { useAttempt } from '../../api/attempt.js';
import { platform, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { Page } from '../../api/shapes.js';
import { upload } from '../../api/upload.js';
import { Field, TextField } from '../../parts/field.js';
import { ProblemNote } from '../../parts/notes.js';
import { goTo, linkTo } from '../../state/route.js';
import { thisSandbox } from '../../state/sandboxes.js';
import { language, type Said, say } from '../../state/words.js';
import { blankPdf, type OwnFields, requestOf, sample } from './own-request.js';
import { keyOf } from './play.js';

type TextName = 'subject' | 'name' | 'taxId' | 'pec' | 'street' | 'zip' | 'town' | 'province';

/** A notification of the reader's own, sent with the calls of the platform. */
export const Own = () => {
  const [fields, setFields] = useState<OwnFields>(sample);
  const [file, setFile] = useState<File>();
  const [header, setHeader] = useState('');
  const { attempt, isBusy, problem } = useAttempt();
  const listed = useResource('scenarios to choose', (signal) =>
    sim<Page<{ name: string; kind: string; title: Said }>>('GET', '/scenarios', { signal }),
  );
  const sandbox = thisSandbox();
  const [sender] = sandbox?.senders ?? [];
  const key = keyOf(sandbox);

  const send = async (): Promise<void> => {
    if (key === undefined || sender === undefined) return;
    await attempt(async () => {
      const uploaded = await upload(key, file ?? blankPdf());
      const { notificationRequestId } = await platform<{ notificationRequestId: string }>(
        'POST',
        '/delivery/v2.6/requests',
        {
          key,
          body: requestOf(fields, sender, uploaded, Date.now()),
          ...(header === '' ? {} : { headers: { 'x-send-sim-scenario': header } }),
        },
      );
      goTo({ page: 'notifications', rest: [notificationRequestId] });
    });
  };

  const text = (name: TextName, label: Said, hint?: Said) => (
    <TextField
      label={say(label)}
      hint={hint === undefined ? undefined : say(hint)}
      value={fields[name]}
      onChange={(text) => setFields({ ...fields, [name]: text })}
    />
  );
  const check = (name: 'isCompany' | 'hasPayment', label: Said) => (
    <label class="check">
      <input
        type="checkbox"
        checked={fields[name]}
        onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.checked })}
      />
      {say(label)}
    </label>
  );

  if (sandbox !== undefined && key === undefined) return <p class="note warn">{say(scenarios.noKey)}</p>;
  return (
    <form
      class="own"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="soft wide">{say(words.intro)}</p>
      <div class="own-groups">
        <fieldset class="card">
          <legend>{say(words.act)}</legend>
          {text('subject', words.subject)}
          <Field label={say(words.file)} hint={say(words.fileHint)}>
            {(bound) => (
              <input
                {...bound}
                type="file"
                accept="application/pdf"
                onChange={(event) => setFile(event.currentTarget.files?.[0])}
              />
            )}
          </Field>
          {check('hasPayment', words.payment)}
        </fieldset>
        <fieldset class="card">
          <legend>{say(words.recipient)}</legend>
          {text('name', words.name)}
          {text('taxId', words.taxId)}
          {check('isCompany', words.company)}
          {text('pec', words.pec, words.pecHint)}
        </fieldset>
        <fieldset class="card">
          <legend>{say(words.sending)}</legend>
          {text('street', words.street, words.streetHint)}
          <div class="place">
            {text('zip', words.zip)}
            {text('town', words.town)}
            {text('province', words.province)}
          </div>
          <Field label={say(words.letter)}>
            {(bound) => (
              <select
                {...bound}
                value={fields.letter}
                onChange={(event) => setFields({ ...fields, letter: event.currentTarget.value as OwnFields['letter'] })}
              >
                <option value="AR_REGISTERED_LETTER">{say(words.ar)}</option>
                <option value="REGISTERED_LETTER_890">{say(words.judicial)}</option>
              </select>
            )}
          </Field>
          <Field label={say(words.scenario)}>
            {(bound) => (
              <select {...bound} value={header} onChange={(event) => setHeader(event.currentTarget.value)}>
                <option value="">{say(words.byAddress)}</option>
                {listed.value?.items
                  .filter(({ kind }) => kind === 'scenario')
                  .map(({ name, title }) => (
                    <option key={name} value={name}>
                      {title[language.value]}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </fieldset>
      </div>
      {problem !== undefined && (
        <>
          <ProblemNote problem={problem} />
          {problem.body.trace !== undefined && (
            <p>
              <a href={linkTo({ page: 'calls', rest: [problem.body.trace] })}>{say(words.seeCall)}</a>
            </p>
          )}
        </>
      )}
      <p class="actions">
        <button type="submit" class="primary" disabled={isBusy}>
          {say(isBusy ? scenarios.playing : words.send)}
        </button>
      </p>
    </form>
  );
};
