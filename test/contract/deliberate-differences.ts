import type { JsonObject } from '../support/official.js';

/** A place where our document differs from the platform's on purpose. Anything else that differs is a mistake. */
export interface DeliberateDifference {
  /** Component schema, and the steps from it to the object that differs. */
  readonly schema: string;
  readonly steps: readonly string[];
  /** From the official object to ours. */
  readonly change: (official: JsonObject) => JsonObject;
  readonly reason: string;
}

export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    schema: 'NotificationPhysicalAddress',
    steps: ['properties', 'zip'],
    change: (official) => ({ ...official, pattern: '^(\\w| |-)*$' }),
    reason:
      'The needless escapes of the official pattern are illegal in unicode mode: validators that use it cannot compile the schema. Both patterns accept the same texts; refusals quote the official one (x-platform-pattern).',
  },
  {
    schema: 'NotificationPaymentItem',
    steps: [],
    change: ({ nullable: _, ...rest }) => rest,
    reason: 'nullable without type is refused by validators; false is the default anyway.',
  },
  {
    schema: 'TimelineElementDetailsV28',
    steps: [],
    change: ({ oneOf = [], ...rest }) => ({ ...rest, anyOf: oneOf }),
    reason: 'Without discriminator every real element fits several alternatives: with oneOf none would be valid.',
  },
];
