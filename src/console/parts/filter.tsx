import type { JSX } from 'preact';

interface SearchProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A box for a word to look for; asks with each letter. */
export const SearchBox = ({ label, hint, value, onChange }: SearchProps): JSX.Element => (
  <label class="compact grow">
    <span>{label}</span>
    <input type="search" value={value} placeholder={hint} onInput={(event) => onChange(event.currentTarget.value)} />
  </label>
);

interface ChoiceProps {
  readonly label: string;
  /** The word for no choice: all. */
  readonly all: string;
  /** Value and word of each. */
  readonly options: readonly (readonly [value: string, word: string])[];
  /** Empty: all. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of several, or all. */
export const Choice = ({ label, all, options, value, onChange }: ChoiceProps): JSX.Element => (
  <label class="compact">
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{all}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </select>
  </label>
);
