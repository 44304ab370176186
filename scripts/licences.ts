/** `npm run licences`: what the package brings along, as CycloneDX (JSON); with `-- --text` one line for each package. */
import { billOfMaterials, brought, places } from './bill-of-materials.js';

const lines = [
  ...brought().map(({ name, version, license = 'unknown' }) => `${license}\t${name}@${version}`),
  `${places.license}\t${places.folder}`,
];
const isText = process.argv.includes('--text');
process.stdout.write(isText ? `${lines.sort().join('\n')}\n` : `${JSON.stringify(billOfMaterials(), undefined, 2)}\n`);
