// Stands at the head of bundle/send-simulator.mjs (scripts/bundle.ts): lays out what the program reads as files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

// Packages written as CommonJS ask for Node's own modules by this name.
// biome-ignore lint/correctness/noUnusedVariables: used by the code that follows in the same file.
const require = createRequire(import.meta.url);

const layOut = () => {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'send-simulator-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    // The function stands at the end of the same file.
    const cargo = JSON.parse(brotliDecompressSync(Buffer.from(sendSimulatorCargo(), 'base64')).toString());
    for (const [path, content] of Object.entries(cargo)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, 'base64');
    }
    return folder;
  } catch (error) {
    process.stderr.write(
      `send-simulator.mjs lays out its files in the folder for temporary ones, and ${tmpdir()} cannot take them: ${error.message}\n` +
        '  set TMPDIR (on Windows TEMP) to a folder that can be written to, with 10 MB free\n',
    );
    process.exit(2);
  }
};

const sendSimulatorFolder = layOut();

/** Address of a module or file of the package, by its path in there. */
globalThis.sendSimulatorFile = (path) => pathToFileURL(join(sendSimulatorFolder, path)).href;
