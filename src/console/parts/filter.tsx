import type { JSX } from 'preact';
import { place, refine } from '../state/route.js';

interface SearchProps {
  readonly label: string;
  readonly hint: string;
}

/** A box for a word to look for, which stands in the address as `q`; asks with each letter. */
export const SearchBox = ({ label, hint }: SearchProps): JSX.Element => (
  <label class="compact grow">
    <span>{label}</span>
    <input
      type="search"
      value={place.value.query.q ?? ''}
      placeholder={hint}
      onInput={(event) => refine({ q: event.currentTarget.value })}
    />
  </label>
);

interface ChoiceProps {
  /** Where it stands in the address; absent there: all. */
  readonly name: string;
  readonly label: string;
  /** The word for no choice: all. */
  readonly all: string;
  /** Value and word of each. */
  readonly options: readonly (readonly [value: string, word: string])[];
}

/** One of several, or all. */
export const Choice = ({ name, label, all, options }: ChoiceProps): JSX.Element => (
  <label class="compact">
    <span>{label}</span>
    <select value={place.value.query[name] ?? ''} onChange={(event) => refine({ [name]: event.currentTarget.value })}>
      <option value="">{all}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </select>
  </label>
);
