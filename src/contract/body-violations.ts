import { type BodyCheck, isRequiredAt } from './body-schema.js';
import { bodyWindows, inBody } from './body-window.js';
import { prism } from './prism.js';

/** One thing that the schema refuses in a body. */
export interface BodyViolation {
  /** From the root of the body: `['recipients', '0', 'taxId']`. */
  readonly path: readonly string[];
  /** JSON Schema keyword that was not respected. */
  readonly keyword: string;
  /** What was received there; undefined for the root when no body arrived. */
  readonly value: unknown;
  /** The figure of a limit. */
  readonly limit?: number;
  readonly pattern?: string;
  /** Types or values that would have been accepted. */
  readonly allowed?: readonly string[];
  /** Name of the property that is missing, or that is one too many. */
  readonly property?: string;
  /** Where `null` arrived: could the property have been left out? */
  readonly isOptional?: boolean;
  /** In the words of ajv. */
  readonly text: string;
}

/** Everything that the gateway finds wrong with a body, in the order of the validator; none when it is right. */
export const bodyViolations = (check: BodyCheck, body: unknown): readonly BodyViolation[] => {
  if (body === undefined && !check.isRequired) return [];
  // Prism takes every falsy body for an absent one; no operation wants one.
  if (!body) return [wrongRoot(check, body)];
  const { resource } = check;
  for (const window of bodyWindows(body, check.propertyNames)) {
    const verdict = prism().validateInput({
      resource,
      element: {
        method: resource.method as 'post',
        url: { path: resource.path },
        headers: { 'content-type': 'application/json' },
        body: window.body,
      },
    });
    if (verdict._tag === 'Right') continue;
    const found = verdict.left.map((diagnostic) => violation(check, diagnostic, body, window.start));
    // Several parts of an `allOf` report the same mistake.
    return [...new Map(found.map((v) => [`${v.path.join('/')} ${v.text}`, v])).values()];
  }
  return [];
};

const wrongRoot = ({ schema }: BodyCheck, value: unknown): BodyViolation => ({
  path: [],
  keyword: 'type',
  value,
  allowed: [typeof schema.type === 'string' ? schema.type : 'object'],
  text: 'Request body is missing',
});

interface Diagnostic {
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
  readonly message: string;
}

const violation = (check: BodyCheck, found: Diagnostic, body: unknown, start: number): BodyViolation => {
  const { path, value } = inBody(body, (found.path ?? ['body']).slice(1).map(pointerStep), start);
  const keyword = String(found.code ?? '');
  return {
    path,
    keyword,
    value,
    text: found.message,
    ...expectation(keyword, found.message),
    ...(value === null ? { isOptional: !isRequiredAt(check.schema, path) } : {}),
  };
};

/** A step of a JSON pointer as Prism leaves it. */
const pointerStep = (step: string | number): string => String(step).replaceAll('~1', '/').replaceAll('~0', '~');

/** Prism keeps the text of ajv but drops its parameters: limits and names are read from the text. */
const expectation = (keyword: string, text: string): Partial<BodyViolation> => {
  const read = (form: RegExp): string => form.exec(text)?.[1] ?? '';
  switch (keyword) {
    case 'required':
      return { property: read(/must have required property '(.*)'$/s) };
    case 'additionalProperties':
      return { property: read(/additional properties; found '(.*)'$/s) };
    case 'type':
      return { allowed: read(/ must be ([a-z,]+)$/).split(',') };
    case 'enum':
      return { allowed: read(/one of the allowed values: (.*)$/s).split(', ') };
    case 'pattern':
      return { pattern: read(/must match pattern "(.*)"$/s) };
    default:
      return { limit: Number(read(/(-?\d+(?:\.\d+)?)\D*$/)) };
  }
};
