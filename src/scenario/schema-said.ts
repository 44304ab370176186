/** A text in both languages. */
export const saidSchema = {
  description: 'A text for people, in both languages.',
  type: 'object',
  additionalProperties: false,
  required: ['it', 'en'],
  properties: {
    it: { description: 'In Italian.', type: 'string', minLength: 1, maxLength: 2_000 },
    en: { description: 'In English.', type: 'string', minLength: 1, maxLength: 2_000 },
  },
};
