import { plus, seconds, toIso, wholeSecond } from '../../clock/instant.js';
import { malformed, type Refusal, unauthenticated } from './access.js';
import type { StorageRequest } from './answer.js';
import type { Depot } from './depot.js';
import { linkSeconds } from './facts.js';
import { hints } from './hints.js';
import { readPass } from './links.js';
import { type OtherFiles, whyNotSigned } from './mismatch.js';
import type { Link, StoredFile } from './model.js';
import { s3Errors } from './s3-errors.js';
import { parameter, parseQuery, signedAt } from './signature.js';
import { linkLife } from './state.js';

/**
 * Everything that is decided before the body: form (400), signature (403), age of the link (403).
 *
 * @returns the link, valid and alive, or why not
 */
export const admit = (
  depot: Depot,
  request: StorageRequest,
): { readonly link: Link } | { readonly refusal: Refusal } => {
  const why = () => {
    const link = linkOf(depot, request);
    const expected = link && { link, query: depot.signedQuery(link), file: depot.state.file(link.key) };
    return whyNotSigned(request, request.key, expected, otherFiles(depot));
  };
  const refusal = malformed(request) ?? unauthenticated(request, depot.credentials.sign, why);
  if (refusal) return { refusal };
  const link = linkOf(depot, request);
  return link && depot.age(link.birth) <= linkLife ? { link } : { refusal: expired(depot, request, link) };
};

/**
 * A link past its life, or one that is not remembered any more. `ServerTime` is told in the age of the link, because links
 * do not age by the virtual clock alone.
 */
export const expired = ({ age, context }: Depot, request: StorageRequest, link: Link | undefined): Refusal => {
  const signed = wholeSecond(link?.at ?? signedAt(request.query) ?? context.time.now());
  const expires = plus(signed, seconds(linkSeconds));
  const elapsed = link && age(link.birth);
  const serverTime = elapsed === undefined ? expires : wholeSecond(plus(signed, elapsed));
  return {
    error: s3Errors.expired(linkSeconds, toIso(expires), toIso(serverTime)),
    hint: hints.expired(elapsed && Math.floor(elapsed / seconds(60))),
  };
};

/** The link that a request came with, as far as its query still tells. */
const linkOf = ({ state }: Depot, request: StorageRequest): Link | undefined => {
  const pass = readPass(parameter(parseQuery(request.query), 'X-Amz-Security-Token'));
  return (pass && state.link(pass)) ?? state.file(request.key)?.uploadLink;
};

/** Only asked when something is wrong, so a walk is good enough. */
export const otherFiles = ({ state }: Depot): OtherFiles => {
  const find = (fits: (file: StoredFile) => boolean): string | undefined => {
    for (const file of state.unattached()) if (fits(file)) return file.key;
    return undefined;
  };
  return {
    keyOfSecret: (secret) => find((file) => file.secret === secret),
    keyOfChecksum: (sha256Base64) => find((file) => file.sha256Base64 === sha256Base64),
  };
};
