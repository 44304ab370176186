/** A step of `npm run build`: prepares the contract and the shipped scenarios for the built program, in `dist/`. */
import { join } from 'node:path';
import { servedDocuments } from '../src/contract/documents.js';
import { generatedFolder } from '../src/contract/generated.js';
import { prepareContract } from '../src/contract/prepare.js';
import { packageRoot } from '../src/package-root.js';
import { prepareScenarios, shippedFolders } from '../src/scenario/load.js';

await prepareContract({
  documents: join(packageRoot(), 'openapi'),
  target: generatedFolder(),
  served: servedDocuments,
});
await prepareScenarios(shippedFolders.map((folder) => join(packageRoot(), 'scenarios', folder)));
