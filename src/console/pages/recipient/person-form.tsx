import { useState } from 'preact/hooks';
import { recipient as words } from '../../../text/console/recipient.js';
import { part, sim } from '../../api/client.js';
import { CallProblem } from '../../api/problem.js';
import { Field } from '../../parts/field.js';
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
  const [state, setState] = useState<'edited' | 'saved' | CallProblem>('edited');
  const change = (part: Partial<Fields>): void => {
    setFields({ ...fields, ...part });
    setState('edited');
  };
  const save = async (): Promise<void> => {
    try {
      await sim('PUT', `/recipients/${part(person.taxId)}`, { body: patchOf(fields, before) });
      setState('saved');
      onSaved();
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      setState(error);
    }
  };
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
        <Field label={say(words.onPlatform)}>
          {(bound) => (
            <input
              {...bound}
              value={fields.digital}
              onInput={(event) => change({ digital: event.currentTarget.value })}
            />
          )}
        </Field>
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
        <Field label={say(words.general)} hint={say(words.generalHint)}>
          {(bound) => (
            <input
              {...bound}
              value={fields.general}
              onInput={(event) => change({ general: event.currentTarget.value })}
            />
          )}
        </Field>
        <fieldset>
          <legend>{say(words.courtesy)}</legend>
          <Field label={say(words.email)}>
            {(bound) => (
              <input
                {...bound}
                value={fields.email}
                onInput={(event) => change({ email: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={say(words.sms)}>
            {(bound) => (
              <input {...bound} value={fields.sms} onInput={(event) => change({ sms: event.currentTarget.value })} />
            )}
          </Field>
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
        {state instanceof CallProblem && <ProblemNote problem={state} />}
        <p class="actions">
          <button type="submit">{say(words.save)}</button>
          <span role="status">{state === 'saved' && say(words.saved)}</span>
        </p>
      </form>
    </details>
  );
};
