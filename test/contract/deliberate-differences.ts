import type { DocumentName, JsonObject } from '../support/official.js';

/** A way in which our documents differ from the platform's on purpose. Anything else that differs is a mistake. */
export interface DeliberateDifference {
  readonly document: DocumentName;
  /** Component schemas, and the steps from each of them to the object that differs. */
  readonly schemas: readonly string[];
  readonly steps: readonly string[];
  /** From the official object to ours. */
  readonly change: (official: JsonObject) => JsonObject;
  readonly reason: string;
}

export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    document: 'sender',
    schemas: ['NotificationPhysicalAddress'],
    steps: ['properties', 'zip'],
    change: (official) => ({ ...official, pattern: '^(\\w| |-)*$' }),
    reason:
      'The needless escapes of the official pattern are illegal in unicode mode: validators that use it cannot compile the schema. Both patterns accept the same texts; refusals quote the official one (x-platform-pattern).',
  },
  {
    document: 'sender',
    schemas: ['NotificationPaymentItem'],
    steps: [],
    change: ({ nullable: _, ...rest }) => rest,
    reason: 'nullable without type is refused by validators; false is the default anyway.',
  },
  {
    document: 'sender',
    schemas: ['', 'V20', 'V23', 'V25', 'V26', 'V27', 'V28'].map((version) => `TimelineElementDetails${version}`),
    steps: [],
    change: ({ oneOf = [], ...rest }) => ({ ...rest, anyOf: oneOf }),
    reason: 'Without discriminator every real element fits several alternatives: with oneOf none would be valid.',
  },
];
