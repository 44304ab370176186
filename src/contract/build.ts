/** Build step after `tsc`: `node dist/contract/build.js` prepares the contract for the simulator. */
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import { servedDocuments } from './documents.js';
import { generatedFolder } from './generated.js';
import { prepareContract } from './prepare.js';

await prepareContract({
  documents: join(packageRoot(), 'openapi'),
  target: generatedFolder(),
  served: servedDocuments,
});
