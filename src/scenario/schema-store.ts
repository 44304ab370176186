import { type UploadState, uploadStates } from './plays.js';
import { lengthSchema } from './schema-plan.js';

export interface StoreText {
  readonly upload?: { readonly is: UploadState; readonly document?: number };
  readonly lateDocuments?: { readonly times: number; readonly retryAfter?: string };
}

export const storeSchema = {
  description:
    'What the store does with the files of the notification. A store that is down: validation.technicalFailure, with the step files.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    upload: {
      description: 'What the validation finds in the place of an uploaded document.',
      type: 'object',
      additionalProperties: false,
      required: ['is'],
      properties: {
        is: {
          description:
            'missing (FILE_NOTFOUND), gone (kept no longer: FILE_GONE), altered (other bytes: FILE_SHA_ERROR), tooBig (FILE_PDF_TOOBIG_ERROR) or notPdf (FILE_PDF_INVALID_ERROR).',
          type: 'string',
          enum: [...uploadStates],
        },
        document: {
          description: 'Index of the document, from 0. Default: 0.',
          type: 'integer',
          minimum: 0,
          maximum: 200,
        },
      },
    },
    lateDocuments: {
      description:
        'Documents of the platform (legal facts, AAR, receipts) that are not at hand: a download answers retryAfter in place of a link.',
      type: 'object',
      additionalProperties: false,
      required: ['times'],
      properties: {
        times: {
          description: 'How often each of them is asked for in vain.',
          type: 'integer',
          minimum: 1,
          maximum: 1_000,
        },
        retryAfter: lengthSchema(
          'What the answer says of the wait, as written; the clock does not matter. Default: 1h.',
        ),
      },
    },
  },
};
