import type { ParameterForm } from './generated.js';

/** A parameter with its pattern compiled. */
export interface ParameterRule extends ParameterForm {
  /** The whole value must match: the service is Java, where a pattern is no search. */
  readonly wholePattern: RegExp | undefined;
}

/** A parameter that the gateway lets through and the service refuses. */
export interface ParameterViolation {
  /** As the contract spells it. */
  readonly name: string;
  readonly in: ParameterForm['in'];
  /** TYPE: the value cannot be read as what the service wants; it never reaches the other constraints. */
  readonly constraint: 'PATTERN' | 'SIZE' | 'MIN' | 'MAX' | 'TYPE';
  /** What the platform prints; for TYPE, where it prints nothing of the kind, words of ours. */
  readonly message: string;
  readonly received: string;
}

export interface ParameterSource {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

export const parameterRule = (form: ParameterForm): ParameterRule => ({
  ...form,
  wholePattern: form.pattern === undefined ? undefined : new RegExp(`^(?:${form.pattern})$`, 'u'),
});

/**
 * The value of a parameter as Spring binds it: repeated ones joined by commas, an empty one in the query counts as absent.
 * unsure: the latter is documented for `lastEventId` only.
 */
const parameterValue = ({ name, in: place }: ParameterForm, source: ParameterSource): string | undefined => {
  const values = { path: source.path, query: source.query, header: source.headers }[place];
  const key = place === 'header' ? name.toLowerCase() : name;
  const given = Object.hasOwn(values, key) ? values[key] : undefined;
  if (given === undefined || given === null) return undefined;
  const text = Array.isArray(given) ? given.join(',') : String(given);
  return text === '' && place === 'query' ? undefined : text;
};

/** Names of required parameters that are absent or blank: all that the gateway looks at. */
export const missingParameters = (rules: readonly ParameterRule[], source: ParameterSource): string[] =>
  rules.filter((rule) => rule.required && !parameterValue(rule, source)?.trim()).map((rule) => rule.name);

/**
 * What the service finds wrong with the parameters. A value of the wrong type ends the check at once, as binding comes
 * before the constraints.
 *
 * Source: pn-commons exceptions/ExceptionHelper.java (constraints); Hibernate Validator (wording)
 */
export const parameterViolations = (
  rules: readonly ParameterRule[],
  source: ParameterSource,
): readonly ParameterViolation[] => {
  const given = rules.flatMap((rule) => {
    const received = parameterValue(rule, source);
    return received === undefined ? [] : [{ rule, received }];
  });
  for (const { rule, received } of given) {
    const message = typeProblem(rule, received);
    if (message) return [{ name: rule.name, in: rule.in, constraint: 'TYPE', message, received }];
  }
  return given.flatMap(({ rule, received }) =>
    constraintsBroken(rule, received).map((broken) => ({ name: rule.name, in: rule.in, received, ...broken })),
  );
};

const uuid = /^[0-9a-f]{1,8}-[0-9a-f]{1,4}-[0-9a-f]{1,4}-[0-9a-f]{1,4}-[0-9a-f]{1,12}$/i;
/** What `format: int32` can hold. */
export const int32 = { least: -(2 ** 31), greatest: 2 ** 31 - 1 };

const typeProblem = ({ type, values }: ParameterRule, value: string): string | undefined => {
  if (values && !values.includes(value)) return `not one of ${values.join(', ')}`;
  if (type === 'uuid') return uuid.test(value) ? undefined : 'not a UUID';
  if (type === 'text') return undefined;
  const isInt32 = /^[+-]?\d+$/.test(value) && Number(value) >= int32.least && Number(value) <= int32.greatest;
  return isInt32 ? undefined : 'not an integer';
};

type Broken = Pick<ParameterViolation, 'constraint' | 'message'>;

const constraintsBroken = (rule: ParameterRule, value: string): Broken[] => {
  const { pattern, minLength = 0, maxLength = int32.greatest, minimum, maximum } = rule;
  const broken: Broken[] = [];
  if (rule.wholePattern && !rule.wholePattern.test(value)) {
    broken.push({ constraint: 'PATTERN', message: `must match "${pattern}"` });
  }
  if (rule.type === 'text' && (value.length < minLength || value.length > maxLength)) {
    broken.push({ constraint: 'SIZE', message: `size must be between ${minLength} and ${maxLength}` });
  }
  if (minimum !== undefined && Number(value) < minimum) {
    broken.push({ constraint: 'MIN', message: `must be greater than or equal to ${minimum}` });
  }
  if (maximum !== undefined && Number(value) > maximum) {
    broken.push({ constraint: 'MAX', message: `must be less than or equal to ${maximum}` });
  }
  return broken;
};
