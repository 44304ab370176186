import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, linesOf, moduleValues, readSources, type SourceFile } from './architecture/source.js';

const sources = readSources();
const byPath = new Map(sources.map((file) => [file.path, file]));

/** The composition root: knows every room, contains no rule. */
const root = [
  'simulator',
  'starting',
  'migrate-store',
  'world',
  'operations',
  'storage-links',
  'journal-file',
  'seeds',
  'tenants',
  'not-now',
  'replicas',
];

/** First folder, or the file itself where it stands at the top: `send`, `clock`, `cli`. */
const houseOf = (path: string): string => {
  const first = (path.split('/')[0] ?? '').replace(/\.ts$/, '');
  return root.includes(first) ? 'simulator' : first;
};
/** Room inside `send`: `send/price`; `send` for what all of them share. */
const roomOf = (path: string): string => /^send\/[^/]+(?=\/)/.exec(path)?.[0] ?? houseOf(path);
/** Last part of the path without its ending: `rules`. */
const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.ts$/, '');

const isRoutes = (path: string): boolean => /^send\/.*(?:^|\/)routes(?:\.ts$|\/)/.test(path);
const isWire = (path: string): boolean => /^send\/[^/]+\/wire(?:\.ts$|\/)/.test(path);
const isPure = (path: string): boolean =>
  path.startsWith('italy/') || /(?:^|[/-])(?:rules|model|facts)(?:\.ts$|\/)/.test(path);

type Judge = (file: SourceFile, imported: Import) => boolean;

/** "file imports target" of every import that the judge finds guilty. */
const guiltyImports = (files: readonly SourceFile[], isGuilty: Judge): readonly string[] =>
  files.flatMap((file) =>
    file.imports.filter((imported) => isGuilty(file, imported)).map(({ target }) => `${file.path} imports ${target}`),
  );

const packageOf = (target: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target;

describe('arrows between the parts of the house', () => {
  // Read "the part on the left may import the parts on the right". What stands nowhere on the right, nobody imports.
  const allowed: Readonly<Record<string, readonly string[]>> = {
    clock: ['text', 'sandbox'],
    italy: ['text', 'clock', 'send'],
    store: ['clock'],
    sandbox: ['text', 'clock', 'store'],
    // Which process works on which sandbox; what is done with one is no concern of it.
    replica: ['clock', 'store', 'sandbox'],
    scenario: ['text', 'clock', 'italy', 'sandbox', 'send', 'package-root'],
    // Example bodies need people with right tax ids and places that exist.
    contract: ['text', 'italy', 'package-root'],
    send: ['text', 'clock', 'italy', 'store', 'sandbox', 'scenario'],
    http: ['text', 'clock', 'contract', 'sandbox', 'scenario', 'send'],
    control: ['text', 'clock', 'italy', 'contract', 'sandbox', 'scenario', 'send', 'http'],
    // Certificates of https, made and kept.
    tls: ['options'],
    simulator: [
      'text',
      'clock',
      'italy',
      'store',
      'contract',
      'sandbox',
      'scenario',
      'send',
      'http',
      'control',
      'replica',
      'library',
      'tls',
      'options',
      'package-root',
    ],
    // Plays a notification in a world of its own, without HTTP.
    rehearsal: [
      'text',
      'clock',
      'italy',
      'store',
      'contract',
      'sandbox',
      'scenario',
      'send',
      'simulator',
      'package-root',
    ],
    // A client of our own API: of the rooms it knows shapes alone.
    library: ['text', 'sandbox', 'scenario', 'send'],
    index: ['library', 'simulator', 'options'],
    // What the package has for Vitest: users of the library as any other.
    vitest: ['index'],
    testcontainers: ['index'],
    config: ['text', 'clock', 'options'],
    // Vouchers can be made and explained without a server.
    cli: [
      'text',
      'clock',
      'italy',
      'config',
      'contract',
      'scenario',
      'send',
      'rehearsal',
      'index',
      'options',
      'package-root',
    ],
  };

  it('point one way, so that a part can be read without those above it', () => {
    const guilty = guiltyImports(sources, ({ path }, { target, isOurs }) => {
      const [from, to] = [houseOf(path), houseOf(target)];
      // Routes are the wire's end of a room: they alone may know the pipeline and the contract.
      if (isRoutes(path) && (to === 'http' || to === 'contract')) return false;
      return isOurs && from !== to && !allowed[from]?.includes(to);
    });

    expect(guilty).toEqual([]);
  });

  it('are all there: what is allowed and not done is a plan that nobody follows', () => {
    const done = new Set(
      sources.flatMap(({ path, imports }) =>
        imports.filter(({ isOurs }) => isOurs).map(({ target }) => `${houseOf(path)} to ${houseOf(target)}`),
      ),
    );
    const plan = Object.entries(allowed).flatMap(([from, to]) => to.map((part) => `${from} to ${part}`));

    expect(plan.filter((arrow) => !done.has(arrow))).toEqual([]);
  });

  it('lead to files that exist', () => {
    expect(guiltyImports(sources, (_, { target, isOurs }) => isOurs && !byPath.has(target))).toEqual([]);
  });

  it('form no circle, not even of types: a circle has no lowest layer to start reading at', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      if (way.includes(path) || done.has(path)) return;
      const next = byPath.get(path)?.imports.filter(({ isOurs }) => isOurs) ?? [];
      for (const { target } of next) visit(target, [...way, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);

    expect(circles).toEqual([]);
  });
});

describe('rooms of send', () => {
  // Beside service and model, with the reason.
  const doors: Readonly<Record<string, readonly string[]>> = {
    // Every step of every workflow writes timeline elements in this vocabulary.
    'send/notification': ['element-id', 'status', 'workflow', 'invalidated'],
    // What a document is made of: whoever causes one describes it, only this room draws it.
    'send/legal-fact': ['document'],
  };

  it('know each other by service and model, never by what they store or send', () => {
    const guilty = guiltyImports(sources, ({ path }, { target, isOurs }) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (!isOurs || from === to || !from.startsWith('send/') || !to.startsWith('send/')) return false;
      // An element inside a stream event has one wire form: wire may use wire, and routes are wire.
      if (isWire(target) && (isWire(path) || isRoutes(path))) return false;
      const inside = target.slice(to.length + 1);
      const isFrontDoor = /^(?:service|model)(?:\.ts$|\/)/.test(inside);
      return !isFrontDoor && !doors[to]?.includes(nameOf(target));
    });

    expect(guilty).toEqual([]);
  });

  it('call downwards: rules know no service, services know no routes', () => {
    const layers = ['model', 'rules', 'service', 'routes'];
    const layerOf = (path: string): number =>
      layers.findIndex((layer) => new RegExp(`(^|/)${layer}(\\.ts$|/)`).test(path));
    const guilty = guiltyImports(
      sources.filter(({ path }) => path.startsWith('send/') && layerOf(path) >= 0),
      ({ path }, { target, isOurs }) =>
        isOurs && target.startsWith('send/') && roomOf(path) === roomOf(target) && layerOf(target) > layerOf(path),
    );

    expect(guilty).toEqual([]);
  });

  it('only the composition root hands routes to the server', () => {
    const guilty = guiltyImports(
      sources,
      ({ path }, { target }) => isRoutes(target) && !isRoutes(path) && houseOf(path) !== 'simulator',
    );

    expect(guilty).toEqual([]);
  });
});

describe('pure knowledge (rules, model, facts, italy)', () => {
  const pure = sources.filter(({ path }) => isPure(path));
  const calendarArithmetic = ['clock/instant.ts', 'clock/duration.ts'];

  it('asks no clock: an instant comes in as an argument', () => {
    const guilty = guiltyImports(
      pure,
      (_, { target }) => houseOf(target) === 'clock' && !calendarArithmetic.includes(target),
    );

    expect(guilty).toEqual([]);
  });

  it('touches no machine, not even through what it imports: it is decided by its arguments alone', () => {
    /** Everything that is loaded together with a file, with the import that brings it in. */
    const loaded = (path: string, seen: Set<string>): readonly string[] => {
      if (seen.has(path)) return [];
      seen.add(path);
      return (byPath.get(path)?.imports ?? [])
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .flatMap(({ target, isOurs }) => (isOurs ? loaded(target, seen) : [`${path} imports ${target}`]));
    };
    const guilty = pure.flatMap(({ path }) => loaded(path, new Set()));

    expect([...new Set(guilty)]).toEqual([]);
  });
});

describe('packages', () => {
  // Where a package may be seen. Everything else would be hard to replace, or slow to start.
  const homes: Readonly<Record<string, (path: string) => boolean>> = {
    express: (path) => ['http', 'control', 'simulator'].includes(houseOf(path)) || isRoutes(path),
    '@seald-io/nedb': (path) => houseOf(path) === 'store',
    pg: (path) => path.startsWith('store/postgres/'),
    undici: (path) => houseOf(path) === 'replica',
    '@stoplight/prism-http': (path) => houseOf(path) === 'contract',
    '@stoplight/types': (path) => houseOf(path) === 'contract',
    'json-schema-faker': (path) => houseOf(path) === 'contract',
    '@faker-js/faker': (path) => houseOf(path) === 'contract',
    pdfkit: (path) => path.startsWith('send/legal-fact/'),
    'qrcode-generator': (path) => path.startsWith('send/legal-fact/'),
    pino: (path) => houseOf(path) === 'cli',
    'node-forge': (path) => houseOf(path) === 'tls',
    vitest: (path) => houseOf(path) === 'vitest',
    testcontainers: (path) => houseOf(path) === 'testcontainers',
    jose: (path) => path.startsWith('send/voucher/'),
    yaml: (path) =>
      ['scenario', 'config', 'contract'].includes(houseOf(path)) ||
      ['send/voucher/clients.ts', 'text/yaml-places.ts'].includes(path),
    ajv: (path) => ['scenario', 'control'].includes(houseOf(path)),
  };

  it('stay where they are at home', () => {
    const guilty = guiltyImports(
      sources,
      ({ path }, { target, isOurs }) =>
        !isOurs && !target.startsWith('node:') && !(homes[packageOf(target)]?.(path) ?? false),
    );

    expect(guilty).toEqual([]);
  });

  it('are used, those that are installed with ours too', () => {
    const used = new Set(sources.flatMap(({ imports }) => imports.map(({ target }) => packageOf(target))));
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly dependencies: object };
    // Named only to hold it at a release for Node 20: Prism imports it.
    const pinned = '@stoplight/prism-core';

    expect(Object.keys(homes).filter((name) => !used.has(name))).toEqual([]);
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([pinned]);
  });
});

describe('the process edge', () => {
  const outside = (...places: readonly string[]): readonly SourceFile[] =>
    sources.filter(({ path }) => !places.some((place) => path === place || path.startsWith(`${place}/`)));

  it('only the clock and the command line ask the machine for the time: all other time is virtual', () => {
    const pattern = /\bDate\.now\b|\bnew Date(?:\(\s*\)|(?!\s*\())|\bperformance\.|\bhrtime\b/;

    expect(linesOf(outside('clock', 'cli.ts'), pattern)).toEqual([]);
  });

  it('only the clock and the command line wait', () => {
    const pattern = /(?<![\w.])(?:setTimeout|setInterval|setImmediate)\b/;

    // A method that every socket has; the one of a connection within the process does nothing.
    expect(linesOf(outside('clock', 'cli.ts', 'http/in-memory.ts'), pattern)).toEqual([]);
    // The guard of the memory is told there when a collection is over.
    const waiting = guiltyImports(outside('http/memory-guard.ts'), (_, { target }) =>
      /^node:(?:timers|perf_hooks)/.test(target),
    );
    expect(waiting).toEqual([]);
  });

  it('nobody draws lots: ids follow from the seed of the sandbox', () => {
    const pattern = /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/;

    // API keys, names of sandboxes and seeds that nobody chose must differ even where all else is equal.
    expect(linesOf(outside('cli.ts', 'sandbox/random.ts'), pattern)).toEqual([]);
  });

  it('only the command line touches the process and prints', () => {
    const pattern = /(?<![\w.$])(?:process|console)\s*\.|\bglobalThis\b/;

    expect(linesOf(outside('cli.ts'), pattern)).toEqual([]);
    // The lock of a data folder holds the id of the process and asks whether another one still lives.
    const guilty = guiltyImports(outside('cli.ts', 'store/lock.ts'), (_, { target }) => target === 'node:process');
    expect(guilty).toEqual([]);
  });
});

describe('state', () => {
  /** What stands behind the first `=` that is neither an arrow nor a comparison. */
  const initialValue = (declaration: string): string => /(?<![=!<>])=(?![=>])\s*([\s\S]*)/.exec(declaration)?.[1] ?? '';

  const changes = 'add|set|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill';

  /** Words of a module that are, or hold, something that changes while the program runs. */
  const mutableValues = (code: string): readonly string[] =>
    moduleValues(code).filter((declaration) => {
      if (/^(?:export )?(?:let|var) /.test(declaration)) return true;
      const value = initialValue(declaration);
      // A collection that starts empty can only be meant to be filled.
      if (/^(?:\[\s*\]|\{\s*\}|new \w+(?:<[^()]*>)?\(\s*\));$/.test(value)) return true;
      const name = /const (\w+)/.exec(declaration)?.[1];
      if (name === undefined || !/^(?:new (?:Map|Set)\b|[[{])/.test(value)) return false;
      return new RegExp(
        `(?<![\\w.])${name}(?:\\.(?:${changes})\\(|(?:\\[[^\\]]+\\]|\\.\\w+) *[-+*/|&?]*=(?![=>]))`,
      ).test(code);
    });

  it('lives in no module: two simulators in one process must not meet', () => {
    const guilty = sources.flatMap(({ path, code }) =>
      mutableValues(code).map((declaration) => `${path}: ${declaration.split('\n')[0]}`),
    );

    expect(guilty).toEqual([]);
    expect(linesOf(sources, /^\s*(?:(?:public|private|protected) )?static (?!readonly\b|\{)/)).toEqual([]);
  });

  it('is told from a table', () => {
    const hits = (text: string): number => mutableValues(text).length;

    expect(hits('let a = 1;\nexport let b = 2;\nvar c;')).toBe(3);
    expect(hits('const a: string[] = [];\nconst b = new Map<string, number>();\nexport const c = {};')).toBe(3);
    expect(hits('const a = [1];\nconst f = () => {\n  a.push(2);\n};')).toBe(1);
    expect(hits('const a = new Set([1]);\nconst f = () => {\n  a.add(2);\n};')).toBe(1);
    expect(hits('const a = { b: 1 };\nconst f = () => {\n  a.b += 1;\n};')).toBe(1);
    expect(hits('const a = new Map([[1, 2]]);\nconst f = () => a.get(1) === 2;')).toBe(0);
    expect(
      hits('const a = { b: 1 };\nconst f = (g = 1) => {\n  const h: number[] = [];\n  return a.b === g;\n};'),
    ).toBe(0);
  });
});

describe('files', () => {
  it('stay under 300 lines, or say at their head why not', () => {
    const guilty = sources
      .map(({ path, text }) => ({
        path,
        lines: text.trimEnd().split('\n').length,
        head: text.split('\n', 15).join('\n'),
      }))
      .filter(({ lines, head }) => lines > 300 && !/longer than 300 lines/i.test(head))
      .map(({ path, lines }) => `${path}: ${lines} lines`);

    expect(guilty).toEqual([]);
  });

  it('have names in kebab-case that say what they hold', () => {
    const guilty = sources.filter(
      ({ path }) =>
        path.split('/').some((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:(?:\.d)?\.ts)?$/.test(part)) ||
        /(?:^|\/)(?:utils?|helpers?|common|misc|manager)(?:\.ts$|\/)/.test(path),
    );

    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  it('export only what another file, or a test, names', () => {
    const others = ['src', 'test', 'scripts'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.[cm]?tsx?$/.test(path) && !path.includes('node_modules'))
        .map((path) => readFileSync(join(folder, path), 'utf8')),
    );
    /** In how many files a word stands. */
    const counts = new Map<string, number>();
    for (const text of others)
      for (const word of new Set(text.match(/\w+/g))) counts.set(word, (counts.get(word) ?? 0) + 1);
    // The doors of the package are for its users.
    const guilty = sources
      .filter(({ path }) => !/^(?:vitest|testcontainers)\//.test(path))
      .flatMap(({ path, code }) =>
        [...code.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)]
          .filter(([, name = '']) => (counts.get(name) ?? 0) < 2)
          .map(([, name]) => `${path}: ${name}`),
      );

    expect(guilty).toEqual([]);
  });

  it('export by name only: a default export has another name in every file', () => {
    expect(linesOf(sources, /^\s*export default\b/)).toEqual([]);
  });
});
