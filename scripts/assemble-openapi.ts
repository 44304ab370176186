/** `npx tsx scripts/assemble-openapi.ts`: writes openapi/sender.yaml from the parts in openapi/sender. */
import { writeFileSync } from 'node:fs';
import { assembleSender, senderFile } from './sender-parts.js';

writeFileSync(senderFile, assembleSender());
