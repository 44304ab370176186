/** Build step after `tsc`: `node dist/build.js` prepares the contract and the shipped scenarios for the simulator. */
import { join } from 'node:path';
import { servedDocuments } from './contract/documents.js';
import { generatedFolder } from './contract/generated.js';
import { prepareContract } from './contract/prepare.js';
import { packageRoot } from './package-root.js';
import { prepareScenarios, shippedFolders } from './scenario/load.js';

await prepareContract({
  documents: join(packageRoot(), 'openapi'),
  target: generatedFolder(),
  served: servedDocuments,
});
await prepareScenarios(shippedFolders.map((folder) => join(packageRoot(), 'scenarios', folder)));
