import { type Violation, violation } from './errors.js';
import { keyMarks } from './facts.js';
import type { Attachment, NotificationDocument, NotificationRequest } from './model.js';

/** The key of a document must be that of an uploaded document: case counts, place does not. */
export const documentKeyViolations = (documents: readonly NotificationDocument[]): Violation[] =>
  documents.flatMap(({ ref: { key } }, docIdx) =>
    key.includes(keyMarks.document) ? [] : [violation('documentKeyOfOtherKind', { key, docIdx })],
  );

/**
 * One file (key and sha256) may be attached once: among the documents, and for each recipient among the documents and the
 * pagoPA attachments of that recipient. Recipients may share an attachment; F24 metadata are not compared. At most one
 * violation, for the first repetition.
 */
export const repeatedAttachmentViolations = ({ documents, recipients }: NotificationRequest): Violation[] => {
  const asDocuments = documents.map((document, i): Placed => [`documents[${i}]`, document]);
  const repeated =
    firstRepetition(asDocuments) ??
    recipients
      .map(({ payments = [] }, recIndex) => {
        const own = payments.flatMap(({ pagoPa }, i): Placed[] =>
          pagoPa?.attachment ? [[`recipients[${recIndex}].payments[${i}].pagoPa.attachment`, pagoPa.attachment]] : [],
        );
        return firstRepetition([...asDocuments, ...own]);
      })
      .find((repetition) => repetition !== undefined);
  return repeated ? [violation('repeatedAttachment', repeated)] : [];
};

type Placed = readonly [place: string, attachment: Attachment];

const firstRepetition = (
  attachments: readonly Placed[],
): { first: string; second: string; key: string } | undefined => {
  const placeOf = new Map<string, string>();
  for (const [second, { ref, digests }] of attachments) {
    const file = `${ref.key}${digests.sha256}`;
    const first = placeOf.get(file);
    if (first !== undefined) return { first, second, key: ref.key };
    placeOf.set(file, second);
  }
  return undefined;
};
