import { type Violation, violation } from './errors.js';
import { oneLinePattern, taxIdPattern } from './facts.js';
import type { Attachment, NotificationRequest, PhysicalAddress, Recipient } from './model.js';

/**
 * What the service refuses although the gateway has checked the same contract, because it reads it in another way:
 *  - patterns must match the whole text, where the gateway searches (`taxId`);
 *  - U+0085 ends a line, as in Java, so it may stand in no text of one line;
 *  - lengths count UTF-16 units, where the gateway counts characters: an emoji is two.
 * And older versions let an empty list of recipients pass. All the rest is the same on both sides and not repeated here.
 *
 * Source: pn-delivery docs/openapi/api-external-b2b-pa-bundle.yaml; pn-commons exceptions/ExceptionHelper.java (codes)
 */
export const fieldViolations = (request: NotificationRequest): Violation[] => [
  ...(request.recipients.length === 0 ? [violation('fieldSize', emptyRecipients)] : []),
  ...request.recipients.flatMap(({ taxId: received }, i) =>
    wholeTaxId.test(received)
      ? []
      : [violation('fieldPattern', { element: `recipients[${i}].taxId`, received, pattern: taxIdPattern })],
  ),
  ...lines(request).flatMap(lineViolations),
];

const emptyRecipients = { element: 'recipients', length: 0, min: 1, max: 2_147_483_647 };

/** `taxIdPattern` as the service applies it. */
const wholeTaxId = /^(?:[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]|[0-9]{11})$/;

/** A field of one line of free text with its lengths in the contract; those of ASCII only cannot differ. */
type Line = readonly [element: string, value: string | undefined, min: number, max: number];

const lineViolations = ([element, received = '', min, max]: Line): Violation[] => {
  const { length } = received;
  return [
    ...(/[\n\r\u0085\u2028\u2029]/.test(received)
      ? [violation('fieldPattern', { element, received, pattern: oneLinePattern })]
      : []),
    // The least lengths were counted by the gateway, and UTF-16 only ever counts more.
    ...(length > max ? [violation('fieldSize', { element, length, min, max })] : []),
  ];
};

const lines = (request: NotificationRequest): Line[] => [
  ['paProtocolNumber', request.paProtocolNumber, 0, 256],
  ['subject', request.subject, 0, 134],
  ['abstract', request.abstract, 0, 1_024],
  ['senderDenomination', request.senderDenomination, 1, 88],
  ...request.documents.flatMap((document, i): Line[] => [
    [`documents[${i}].title`, document.title, 1, 512],
    versionToken(`documents[${i}]`, document),
  ]),
  ...request.recipients.flatMap((recipient, i) => recipientLines(`recipients[${i}]`, recipient)),
];

const versionToken = (path: string, { ref }: Attachment): Line => [
  `${path}.ref.versionToken`,
  ref.versionToken,
  0,
  256,
];

const recipientLines = (path: string, { denomination, physicalAddress, payments = [] }: Recipient): Line[] => [
  [`${path}.denomination`, denomination, 1, 88],
  ...(physicalAddress ? addressLines(`${path}.physicalAddress`, physicalAddress) : []),
  ...payments.flatMap(({ pagoPa, f24 }, i): Line[] => [
    ...(pagoPa?.attachment ? [versionToken(`${path}.payments[${i}].pagoPa.attachment`, pagoPa.attachment)] : []),
    ...(f24 ? [versionToken(`${path}.payments[${i}].f24.metadataAttachment`, f24.metadataAttachment)] : []),
  ]),
];

const addressLines = (path: string, address: PhysicalAddress): Line[] => [
  [`${path}.at`, address.at, 0, 44],
  [`${path}.address`, address.address, 2, 1_024],
  [`${path}.addressDetails`, address.addressDetails, 0, 1_024],
  [`${path}.municipality`, address.municipality, 2, 256],
  [`${path}.municipalityDetails`, address.municipalityDetails, 0, 256],
  [`${path}.province`, address.province, 0, 256],
  [`${path}.foreignState`, address.foreignState, 0, 256],
];
