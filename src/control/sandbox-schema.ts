/** A length of time as `parseDuration` reads it. */
const duration =
  '^(\\d+(\\.\\d+)?(ms|s|m|h|d)|P(?=.)(\\d+(\\.\\d+)?D)?(T(?=.)(\\d+(\\.\\d+)?H)?(\\d+(\\.\\d+)?M)?(\\d+(\\.\\d+)?S)?)?)$';

/** What an API key is made with. */
export const keyProperties = {
  name: { type: 'string', minLength: 1, maxLength: 256 },
  groups: { type: 'array', uniqueItems: true, items: { type: 'string' } },
  pdnd: { enum: ['any', true, false] },
} as const;

/** Body of `POST /_sim/sandboxes`. */
export const sandboxSchema = (paceProperties: Readonly<Record<string, unknown>>): object => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$', examples: ['test-42'] },
    seed: { type: ['string', 'integer'], maxLength: 256 },
    clock: {
      type: 'object',
      additionalProperties: false,
      properties: { ...paceProperties, now: { type: 'string' } },
    },
    senders: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 88 },
          taxId: { type: 'string', pattern: '^[0-9]{11}$', examples: ['12345678903'] },
          denomination: { type: 'string', minLength: 1, maxLength: 88 },
          groups: { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1, maxLength: 256 } },
          suspendedGroups: { type: 'array', uniqueItems: true, items: { type: 'string' } },
          apiKeys: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                ...keyProperties,
                key: { type: 'string', pattern: '^[\\x21-\\x7e]{8,128}$', examples: ['a UUID'] },
              },
            },
          },
          settings: {
            type: 'object',
            additionalProperties: false,
            properties: {
              active: { type: 'boolean' },
              mvp: { type: 'boolean' },
              monthlyLimit: { type: 'integer', minimum: 0, maximum: 1_000_000 },
              addressLookup: { type: 'boolean' },
              heavyMailDisabled: { type: 'boolean' },
              maxStreams: { type: 'integer', minimum: 0, maximum: 1_000 },
              retryAfterMs: { type: 'integer', minimum: 0, maximum: 3_600_000 },
              enforceRetryAfter: { type: 'boolean' },
              aggregate: {
                type: 'object',
                additionalProperties: false,
                minProperties: 1,
                properties: {
                  rps: { type: 'number', exclusiveMinimum: 0, maximum: 100_000 },
                  burst: { type: 'integer', minimum: 1, maximum: 100_000 },
                  quota: { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
                },
              },
            },
          },
        },
      },
    },
    scenarios: {
      type: 'array',
      maxItems: 100,
      items: { type: ['string', 'object'], minLength: 1, maxLength: 1_000_000 },
    },
    settings: {
      type: 'object',
      additionalProperties: false,
      properties: {
        debtPositions: { type: 'string', enum: ['open', 'declared'] },
        addressProfile: { type: 'string', enum: ['lenient', 'strict'] },
        retention: { type: 'string', enum: ['platform', 'off'] },
        paperSeconds: { type: 'string', enum: ['calendar', 'literal'] },
        paperProgress: {
          type: 'array',
          uniqueItems: true,
          items: { type: 'string', enum: ['META', 'RECAG012A', 'CON018', 'CON020'] },
        },
        print: { type: 'string', enum: ['allDocuments', 'aarOnly'] },
        raddZips: {
          type: 'array',
          maxItems: 20_000,
          uniqueItems: true,
          items: { type: 'string', pattern: '^[0-9]{5}$', examples: ['00118'] },
        },
        authorizerCache: { type: 'string', pattern: duration, examples: ['PT60S'] },
        maxRecipients: { type: 'integer', minimum: 0, maximum: 1_000 },
        maxDocuments: { type: 'integer', minimum: 0, maximum: 1_000 },
        taxIdWhiteList: { type: 'array', items: { type: 'string', maxLength: 16 } },
      },
    },
    strict: { type: 'boolean' },
  },
});
