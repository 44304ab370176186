import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** The control; what it is given binds it to label, hint and error. */
  readonly children: (bound: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
  }) => ComponentChildren;
}

/** A control with its label, a hint below, and what is wrong with it. */
export const Field = ({ label, hint, error, children }: FieldProps): JSX.Element => {
  const id = useId();
  const help = hint === undefined && error === undefined ? undefined : `${id}-help`;
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': help })}
      {help !== undefined && (
        <p class="help" id={help}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
};

interface TextFieldProps extends Pick<FieldProps, 'label' | 'hint'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly pattern?: string;
}

/** A line of text. */
export const TextField = ({ label, hint, onChange, ...input }: TextFieldProps): JSX.Element => (
  <Field label={label} hint={hint}>
    {(bound) => <input {...bound} {...input} onInput={(event) => onChange(event.currentTarget.value)} />}
  </Field>
);
