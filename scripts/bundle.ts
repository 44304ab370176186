/**
 * `npm run bundle`, after a build: `bundle/send-simulator.mjs`, the program with all it needs in one file.
 *
 * Code is joined by esbuild. What the program reads as files (contract, scenarios, console) travels as one compressed text
 * and is laid out in a folder of its own for as long as the process lives; every module of ours believes that it lies there, so
 * that nothing in `src/` knows about bundles.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Metafile, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'bundle', 'send-simulator.mjs');
const slashes = (path: string): string => path.split(sep).join('/');

/** Folders and files that are read at run time, as in the published package. */
const carried = ['package.json', 'LICENSE', 'openapi', 'scenarios', 'dist/prepared', 'dist/console'];

const filesIn = (place: string): readonly string[] => {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place).flatMap((name) => filesIn(join(place, name)));
};

/** All carried files: path -> content in base64. */
const cargo = (): string => {
  const files = carried.flatMap((place) => filesIn(join(root, place)));
  const entries = files.map((file) => [slashes(relative(root, file)), readFileSync(file).toString('base64')] as const);
  const text = JSON.stringify(Object.fromEntries(entries));
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 9 };
  return brotliCompressSync(text, { params }).toString('base64');
};

const ownRequire = /^const ([\w$]+) = createRequire\(import\.meta\.url\);$/m;

/** Where a module of ours lies becomes its place in the folder that is laid out; what it requires becomes part of the file. */
const inPlace: Plugin = {
  name: 'in-place',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].+\.ts$|pdfkit\.node\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, 'utf8');
      const [line, name] = ownRequire.exec(contents) ?? [];
      if (line !== undefined) contents = contents.replace(line, '').replaceAll(`${name}(`, 'require(');
      // As in `dist/`: what is built says so of itself.
      const place = JSON.stringify(slashes(relative(root, path)).replace(/^src(.+)\.ts$/, 'dist$1.js'));
      return {
        contents: contents.replaceAll('import.meta.url', `globalThis.sendSimulatorFile(${place})`),
        loader: path.endsWith('.ts') ? 'ts' : 'js',
      };
    });
  },
};

/** What the licences of the packages inside ask for: their texts go with the code. */
const licences = ({ inputs }: Metafile): string => {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file === undefined ? '' : `\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}`;
    return `${name} ${version}: ${JSON.stringify(license)}${text}`;
  });
  return `/*\nsend-simulator holds these packages, each under its own licence.\n\n${texts
    .map((text) => text.replaceAll('*/', '* /'))
    .join('\n\n----\n\n')}\n*/\n`;
};

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minify: true,
  // Names in stacks and of error classes stay readable.
  keepNames: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  outfile: target,
  plugins: [inPlace],
  banner: { js: readFileSync(join(root, 'scripts', 'bundle-opening.mjs'), 'utf8') },
});
const [code] = outputFiles;
if (code === undefined) throw new Error('esbuild made no file');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${code.text}\nfunction sendSimulatorCargo() { return '${cargo()}'; }\n${licences(metafile)}`);
process.stdout.write(`${slashes(relative(root, target))}: ${statSync(target).size} bytes\n`);
