/** `npm run docs`, after a build: writes the tables in README.md and the references in docs/ as code and schemas have them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { controlReference, controlReferenceFile } from './control-reference.js';
import { readmeFile, withOperationTable } from './operation-table.js';
import { scenarioReference, scenarioReferenceFile } from './scenario-reference.js';
import { withSettingTable } from './setting-table.js';

writeFileSync(readmeFile, withSettingTable(withOperationTable(readFileSync(readmeFile, 'utf8'))));
writeFileSync(scenarioReferenceFile, scenarioReference());
writeFileSync(controlReferenceFile, controlReference());
