/** Calls that a fault is for: all that is given must hold. */
export interface FaultMatch {
  /** Name of an operation; `*` stands for any run of characters. */
  readonly operation?: string;
  readonly method?: string;
  /** Beginning of the path. */
  readonly path?: string;
  readonly iun?: string;
}

/** What can go wrong with the events of a stream. */
export const streamDeeds = ['duplicate', 'late', 'gap'] as const;

/** What goes wrong. */
export interface FaultDeed {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Real time. */
  readonly delay?: string;
  readonly drop?: 'before' | 'after';
  /** Bytes of the body that still arrive. */
  readonly truncate?: number;
  readonly stream?: (typeof streamDeeds)[number];
}

/** A fault as it is written, in a file or in `POST /_sim/faults`. */
export interface FaultText {
  readonly match: FaultMatch;
  readonly do: FaultDeed;
  readonly times?: number;
  readonly after?: number;
  readonly probability?: number;
}

const faultMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const matchSchema = {
  description: 'Calls that it is for: all that is given must hold; nothing given means every call.',
  type: 'object',
  additionalProperties: false,
  properties: {
    operation: {
      description:
        'Name of the operation, with its version: the operationId, uploadObject, downloadObject or createVoucher. * stands for any run of characters.',
      type: 'string',
      minLength: 1,
      maxLength: 80,
      examples: ['sendNewNotification*', 'uploadObject'],
    },
    method: { description: 'HTTP method.', type: 'string', enum: [...faultMethods] },
    path: {
      description: 'Beginning of the path.',
      type: 'string',
      pattern: '^/[\\x21-\\x7e]{0,500}$',
      examples: ['/delivery-progresses'],
    },
    iun: {
      description: 'Notification that the call names, by its IUN or request id.',
      type: 'string',
      pattern: '^[A-Z0-9-]{1,40}$',
      examples: ['KWKU-JHXN-HJXM-202304-U-1'],
    },
  },
};

const doSchema = {
  description: 'What goes wrong.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    status: {
      description: 'HTTP status answered instead: the call does nothing.',
      type: 'integer',
      minimum: 200,
      maximum: 599,
    },
    body: {
      description:
        'Body answered instead; a text goes out as it is, all else as JSON. Without status the call does its work all the same.',
    },
    headers: {
      description: 'Headers of the answer, beside the usual ones or in their place.',
      type: 'object',
      maxProperties: 50,
      propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", examples: ['retry-after'] },
      additionalProperties: {
        description: 'Value.',
        type: 'string',
        pattern: '^[\\x20-\\x7e]{0,1000}$',
        examples: ['a line of ASCII'],
      },
    },
    delay: {
      description: 'How long the answer lets wait, in real time: the work is done before. An hour at most.',
      type: 'string',
      pattern: '^(\\d{1,6}(\\.\\d{1,3})?(ms|s|m|h)|PT[0-9HMS.]{1,40})$',
      examples: ['5s', '200ms'],
    },
    drop: {
      description:
        'The connection is cut: before anything is done, or after, when the effect is there and only the answer is lost.',
      type: 'string',
      enum: ['before', 'after'],
    },
    truncate: {
      description: 'The connection is cut after so many bytes of the body.',
      type: 'integer',
      minimum: 0,
      maximum: 1_000_000_000,
    },
    stream: {
      description:
        'When a stream is read: duplicate (every event of the page comes twice), late (the page comes empty, its events at a later read) or gap (of two events or more the last but one is missing; it comes only to who reads from before it again).',
      type: 'string',
      enum: [...streamDeeds],
    },
  },
};

export const faultSchema = {
  description: 'A fault: calls that go wrong, and how.',
  type: 'object',
  additionalProperties: false,
  required: ['match', 'do'],
  properties: {
    match: matchSchema,
    do: doSchema,
    times: { description: 'How often it acts. Default: 1.', type: 'integer', minimum: 1, maximum: 1_000_000 },
    after: {
      description: 'Matching calls that it lets pass first. Default: 0.',
      type: 'integer',
      minimum: 0,
      maximum: 1_000_000,
    },
    probability: {
      description: 'Share of the matching calls on which it acts, drawn from the seed of the sandbox. Default: 1.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
  },
};

export const faultsSchema = {
  description:
    'Calls of the client that go wrong. In a file that says who it is for, or what happens to a notification: the calls about notifications that were given this scenario (the send, its request status, what names its IUN). In any other file: all calls of the sandbox.',
  type: 'array',
  minItems: 1,
  maxItems: 100,
  items: faultSchema,
};
