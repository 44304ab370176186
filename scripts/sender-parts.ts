import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assemble } from './assemble.js';

const inOpenapi = (path: string): string => fileURLToPath(new URL(`../openapi/${path}`, import.meta.url));

export const senderFile = inOpenapi('sender.yaml');

/** Order of the paths in the document; the other parts follow in alphabetical order. */
const order = [
  'document',
  'status',
  'upload',
  'request',
  'notification',
  'price',
  'payment-events',
  'cancellation',
  'legal-facts',
  'streams',
];

const banner = `biome-ignore-all format: assembled
The contract of the sender API, all versions. Assembled by scripts/assemble-openapi.ts from the parts in
openapi/sender: change those, not this file. Names, types, patterns and limits are the platform's; the words are ours.`;

/** The text of openapi/sender.yaml as the parts in openapi/sender make it. */
export const assembleSender = (): string => {
  const present = readdirSync(inOpenapi('sender')).sort();
  const first = order.map((name) => `${name}.yaml`);
  const files = [...first, ...present.filter((name) => !first.includes(name))];
  return assemble(
    files.map((name) => ({ name: `openapi/sender/${name}`, yaml: readFileSync(inOpenapi(`sender/${name}`), 'utf8') })),
    banner,
  );
};
