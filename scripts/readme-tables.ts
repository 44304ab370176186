/** `npm run docs`, after a build: writes the tables of operations and settings in README.md as the code makes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readmeFile, withOperationTable } from './operation-table.js';
import { withSettingTable } from './setting-table.js';

writeFileSync(readmeFile, withSettingTable(withOperationTable(readFileSync(readmeFile, 'utf8'))));
