/** What never leaves through journal, events, reports and log; with `--mask-people` nothing that tells of recipients either. */
export interface Masking {
  text(text: string): string;
  /** A copy of a JSON value with `***` in place of what is hidden. @param name of the property that holds it */
  value(value: unknown, name?: string): unknown;
}

const secretName = /^(x-api-key|authorization|apiKey|secret|access_token|client_assertion)$/i;
/** What makes a presigned link valid, and vouchers where an answer repeats them. */
const secretText = /(X-Amz-Signature=)[^&\s"]+|(\bBearer )[^\s"<]+/g;

const personName =
  /^(taxId|internalId|denomination|denominationExtension|(physical|digital|new|old|normalized)?(Address|Domicile)|recipientTaxIds?|delegateInfo|mandateId)$/i;
/** A tax id of a person, also one made of other letters where two have the same. Source: D.M. 12/03/1974 n. 2227 */
const personText =
  /(?<![A-Z0-9])[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPR-T][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z](?![A-Z0-9])/gi;

const hidden = '***';

/** Deeper than any schema. A body nested without end may have been sent, and written out it would end in a stack overflow. */
const deepestShown = 64;

/** @param hidesPeople tax ids, names and addresses of recipients are hidden too */
export const createMasking = (hidesPeople: boolean): Masking => {
  const text = (plain: string): string => {
    const open = plain.replace(secretText, (_, link?: string, bearer?: string) => `${link ?? bearer}${hidden}`);
    return hidesPeople ? open.replace(personText, hidden) : open;
  };
  const isHidden = (name: string): boolean => secretName.test(name) || (hidesPeople && personName.test(name));
  const value = (open: unknown, depth: number): unknown => {
    if (typeof open === 'string') return text(open);
    if (open === null || typeof open !== 'object') return open;
    if (depth > deepestShown) return '…';
    if (Array.isArray(open)) return open.map((item) => value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(open).map(([name, inner]) => [name, isHidden(name) ? hidden : value(inner, depth + 1)]),
    );
  };
  return { text, value: (open, name) => (name !== undefined && isHidden(name) ? hidden : value(open, 0)) };
};
