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
          groups: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 256 } },
          apiKeys: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              properties: {
                name: { type: 'string', minLength: 1, maxLength: 256 },
                groups: { type: 'array', items: { type: 'string' } },
                pdnd: { enum: ['any', true, false] },
                key: { type: 'string', pattern: '^[\\x21-\\x7e]{8,128}$', examples: ['a UUID'] },
              },
            },
          },
          settings: {
            type: 'object',
            additionalProperties: false,
            properties: { active: { type: 'boolean' }, addressLookup: { type: 'boolean' } },
          },
        },
      },
    },
    settings: {
      type: 'object',
      additionalProperties: false,
      properties: {
        addressProfile: { type: 'string', enum: ['lenient', 'strict'] },
        retention: { type: 'string', enum: ['platform', 'off'] },
        paperSeconds: { type: 'string', enum: ['calendar', 'literal'] },
        maxRecipients: { type: 'integer', minimum: 0, maximum: 1_000 },
        maxDocuments: { type: 'integer', minimum: 0, maximum: 1_000 },
        taxIdWhiteList: { type: 'array', items: { type: 'string', maxLength: 16 } },
      },
    },
  },
});
