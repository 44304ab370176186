import { useState } from 'preact/hooks';
import { recipient as words } from '../../../text/console/recipient.js';
import { useAttempt } from '../../api/attempt.js';
import { part, sim } from '../../api/client.js';
import { Field, TextField } from '../../parts/field.js';
import { ProblemNote } from '../../parts/notes.js';
import { say } from '../../state/words.js';
import type { Person } from './shapes.js';

interface Fields {
  readonly digitalType: 'PEC' | 'SERCQ';
  readonly digital: string;
  readonly general: string;
  readonly email: string;
  readonly sms: string;
  readonly appIo: boolean;
  readonly delegates: string;
  readonly deceased: boolean;
}

const fieldsOf = ({ platform, general, delegates = [], deceased = false }: Person): Fields => ({
  digitalType: platform?.digital?.type ?? 'PEC',
  digital: platform?.digital?.address ?? '',
  general: general?.address ?? '',
  email: platform?.courtesy?.email ?? '',
  sms: platform?.courtesy?.sms ?? '',
  appIo: platform?.courtesy?.appIo ?? false,
  delegates: delegates.join('\n'),
  deceased,
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A merge patch: what is empty is removed. */
const patchOf = (
  { digitalType, digital, general, email, sms, appIo, delegates, deceased }: Fields,
  before: Fields,
) => ({
  platform: {
    digital: orNull(digital) && { type: digitalType, address: digital.trim() },
    courtesy: { email: orNull(email), sms: orNull(sms), appIo },
  },
  // What a registry is said to answer stays, unless somebody changes the address here.
  ...(general === before.general ? {} : { general: orNull(general) && { address: general.trim() } }),
  delegates: delegates.split(/[\s,;]+/).filter((taxId) => taxId !== ''),
  deceased,
});

/** Contacts and delegations of a person, to be changed. */
export const PersonForm = ({ person, onSaved }: { readonly person: Person; readonly onSaved: () => void }) => {
  const before = fieldsOf(person);
  const [fields, setFields] = useState(before);
  const { attempt, forget, isDone, problem } = useAttempt();
  const change = (part: Partial<Fields>): void => {
    setFields({ ...fields, ...part });
    forget();
  };
  const save = (): Promise<void> =>
    attempt(async () => {
      await sim('PUT', `/recipients/${part(person.taxId)}`, { body: patchOf(fields, before) });
      onSaved();
    });
  return (
    <details class="card person">
      <summary>{say(words.person)}</summary>
      <p class="fine">{say(words.personHint)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={say(words.onPlatform)}
          value={fields.digital}
          onChange={(text) => change({ digital: text })}
        />
        <Field label={say(words.kind)}>
          {(bound) => (
            <select
              {...bound}
              value={fields.digitalType}
              onChange={(event) => change({ digitalType: event.currentTarget.value === 'SERCQ' ? 'SERCQ' : 'PEC' })}
            >
              <option value="PEC">{say(words.pec)}</option>
              <option value="SERCQ">{say(words.sercq)}</option>
            </select>
          )}
        </Field>
        <TextField
          label={say(words.general)}
          hint={say(words.generalHint)}
          value={fields.general}
          onChange={(text) => change({ general: text })}
        />
        <fieldset>
          <legend>{say(words.courtesy)}</legend>
          <TextField label={say(words.email)} value={fields.email} onChange={(text) => change({ email: text })} />
          <TextField label={say(words.sms)} value={fields.sms} onChange={(text) => change({ sms: text })} />
          <label class="check">
            <input
              type="checkbox"
              checked={fields.appIo}
              onChange={(event) => change({ appIo: event.currentTarget.checked })}
            />
            {say(words.appIo)}
          </label>
        </fieldset>
        <Field label={say(words.delegates)} hint={say(words.delegatesHint)}>
          {(bound) => (
            <textarea
              {...bound}
              rows={2}
              value={fields.delegates}
              onInput={(event) => change({ delegates: event.currentTarget.value })}
            />
          )}
        </Field>
        <label class="check">
          <input
            type="checkbox"
            checked={fields.deceased}
            onChange={(event) => change({ deceased: event.currentTarget.checked })}
          />
          {say(words.deceased)}
        </label>
        {problem !== undefined && <ProblemNote problem={problem} />}
        <p class="actions">
          <button type="submit">{say(words.save)}</button>
          <span role="status">{isDone && say(words.saved)}</span>
        </p>
      </form>
    </details>
  );
};
