import { type BodySchema, isRequiredAt } from '../../src/contract/body-schema.js';
import { operationIdOf } from '../../src/contract/example.js';
import { loadRegistry } from '../../src/contract/example-people.js';
import {
  type ExampleFiles,
  type ExampleSender,
  type ExampleVersion,
  type RecipientShape,
  type RequestShape,
  withSense,
} from '../../src/contract/example-request.js';
import { loadShapes } from '../../src/contract/example-shape.js';
import { loadContract } from '../../src/contract/operations.js';
import { drawLots, type Lots } from './lots.js';

interface BodyOptions {
  readonly version: ExampleVersion;
  /** The same seed makes the same body. */
  readonly seed: number;
  readonly sender: ExampleSender;
  readonly files: ExampleFiles;
}

/** A body that the platform accepts; another seed is another one, in form as in content. */
export type BodyMaker = (options: BodyOptions) => Record<string, unknown>;

/** Loads the generators of valid bodies. */
export const loadBodies = async (): Promise<BodyMaker> => {
  const [makeShape, openRegistry] = await Promise.all([loadShapes(), loadRegistry()]);
  const schemas = new Map(loadContract().map(({ operationId, body }) => [operationId, body?.schema ?? {}]));

  return ({ version, seed, sender, files }) => {
    const lots = drawLots(seed);
    const operationId = operationIdOf(version);
    const full = makeShape(operationId, seed, lots.oneOf([1, 1, 2, 3]));
    const thinned = thin(full, schemas.get(operationId) ?? {}, [], lots, lots.oneOf([0, 0.2, 0.5, 0.9]));
    const withCountries = eachRecipient(thinned as RequestShape, (recipient) => somewhere(recipient, lots));
    const body = withSense(withCountries, { version, registry: openRegistry(seed), sender, files });
    return withOddTexts({ ...body, paProtocolNumber: `${body.paProtocolNumber} ${version} ${seed}` }, lots);
  };
};

/**
 * Leaves out some of what may be left out: properties that are not required, items of lists. Lists keep an item, as most
 * must; those of payments may end up empty.
 */
const thin = (node: unknown, schema: BodySchema, path: readonly string[], lots: Lots, share: number): unknown => {
  if (Array.isArray(node)) {
    const least = path.at(-1) === 'payments' ? 0 : 1;
    const kept = node.slice(0, Math.max(least, node.length - lots.below(node.length + 1)));
    return kept.map((item, i) => thin(item, schema, [...path, String(i)], lots, share));
  }
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const kept = entries.filter(
    ([name]) => isRequiredAt(schema, [...path, name]) || isNeeded(name) || !lots.chance(share),
  );
  // An item of payments must hold something.
  const some = kept.length > 0 ? kept : entries.slice(0, 1);
  return Object.fromEntries(some.map(([name, value]) => [name, thin(value, schema, [...path, name], lots, share)]));
};

/** Without an address it would have to be looked up. */
const isNeeded = (name: string): boolean => name === 'physicalAddress';

const eachRecipient = (request: RequestShape, change: (recipient: RecipientShape) => RecipientShape): RequestShape => ({
  ...request,
  recipients: request.recipients.map(change),
});

/** A generated country is none: it becomes Italy or stays, for the registry to put a real one in its place. */
const somewhere = (recipient: RecipientShape, lots: Lots): RecipientShape => {
  const { physicalAddress } = recipient;
  if (physicalAddress?.foreignState === undefined || lots.chance(0.5)) return recipient;
  return { ...recipient, physicalAddress: { ...physicalAddress, foreignState: 'ITALIA' } };
};

/** What one line of text may hold; what ends a line (U+0085 and U+2028 too) may not. */
const oddCharacters = [...'àÈçß\u00a0"\\/\'<>&%{}[]|$`€…“” \t😀漢字Ω\u202e\u0301\u200b\u0000\u007fA1'];
/** Names on an envelope: ISO Latin 1, without the bar. */
const latinCharacters = [...'àÈçßñÖø\u00a0"\\/\'<>&%{}[]$`@_ -.,;:A1z'];

/** The gateway counts characters against the least length, the service UTF-16 units against the greatest one. */
const oddText = (characters: readonly string[], least: number, most: number, lots: Lots): string => {
  const wanted = lots.oneOf([least, most, least + lots.below(most - least + 1), Math.min(most, least + 12)]);
  let text = '';
  for (let count = 0; count < least || text.length < wanted; count++) text += lots.oneOf(characters);
  return text.length > most ? `${text.slice(0, -2)}.` : text;
};

/** Free texts by name, with their lengths. */
const freeTexts: Readonly<Record<string, readonly [characters: readonly string[], least: number, most: number]>> = {
  subject: [oddCharacters, 10, 134],
  abstract: [oddCharacters, 0, 1_024],
  senderDenomination: [oddCharacters, 1, 88],
  title: [oddCharacters, 1, 300],
  denomination: [latinCharacters, 1, 88],
  at: [latinCharacters, 0, 44],
  address: [latinCharacters, 2, 1_024],
  addressDetails: [latinCharacters, 0, 1_024],
  municipalityDetails: [latinCharacters, 0, 256],
};

/** In some bodies, some free texts are as strange as they may be. */
const withOddTexts = (body: Record<string, unknown>, lots: Lots): Record<string, unknown> => {
  const share = lots.oneOf([0, 0, 0.3]);
  const changed = (name: string, value: unknown): unknown => {
    const form = freeTexts[name];
    if (typeof value === 'string') {
      // The address of a PEC is another thing than that of a street.
      return form && !value.includes('@pec.example.it') && lots.chance(share)
        ? nonBlank(oddText(...form, lots))
        : value;
    }
    if (Array.isArray(value)) return value.map((item) => changed(name, item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, changed(inner, item)]));
  };
  return changed('', body) as Record<string, unknown>;
};

/** The title of an F24 may not be blank. */
const nonBlank = (text: string): string => (text !== '' && text.trim() === '' ? `A${text.slice(1)}` : text);
