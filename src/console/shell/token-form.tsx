import { useState } from 'preact/hooks';
import { trouble } from '../../text/console/shell.js';
import { enterToken, tokenState } from '../api/client.js';
import { Field } from '../parts/field.js';
import { say } from '../state/words.js';

/** Asks for the control token, in place of the page: without it there is nothing to show. */
export const TokenForm = () => {
  const [value, setValue] = useState('');
  return (
    <form
      class="token card"
      onSubmit={(event) => {
        event.preventDefault();
        enterToken(value.trim());
      }}
    >
      <h1>{say(trouble.tokenTitle)}</h1>
      <p>{say(trouble.tokenHint)}</p>
      <Field label={say(trouble.token)} error={tokenState.value === 'wrong' ? say(trouble.tokenWrong) : undefined}>
        {(bound) => (
          <input
            {...bound}
            type="password"
            autocomplete="off"
            required
            value={value}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="actions">
        <button type="submit" class="primary">
          {say(trouble.tokenSend)}
        </button>
      </p>
    </form>
  );
};
