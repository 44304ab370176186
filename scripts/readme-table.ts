/** `npm run docs`, after a build: writes the table of operations in README.md as the code makes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readmeFile, withOperationTable } from './operation-table.js';

writeFileSync(readmeFile, withOperationTable(readFileSync(readmeFile, 'utf8')));
