import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  visit,
  YAMLParseError,
} from 'yaml';
import type { Said } from '../text/said.js';
import { codeFrame } from './code-frame.js';
import type { ScenarioProblem } from './problem.js';
import { type ScenarioFileText, scenarioSchema } from './schema.js';
import { schemaCheck } from './schema-check.js';
import { explainSchemaErrors, type ValueProblem } from './schema-problems.js';

/** A file that follows the schema, and where its parts stand. */
export interface ScenarioFile {
  /** Relative to the folder of the scenarios. */
  readonly file: string;
  readonly text: ScenarioFileText;
  /** Where the key at the end of a path stands. */
  position(path: readonly string[]): Position;
  /** A problem with what stands there. */
  problem(path: readonly string[], message: Said): ScenarioProblem;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Aliases may be used, but not to make a small file a huge one. Ours. */
const mostAliases = 100;
/** Problems told of one file. Ours: a hostile file must not fill the screen. */
const mostProblems = 100;

const isScenarioFile = schemaCheck<ScenarioFileText>(scenarioSchema);

/**
 * Reads the text of one scenario file: plain YAML 1.2 without tags, one document, then the schema.
 * @returns the file, or everything that is wrong with it
 */
export const readScenarioFile = (
  file: string,
  source: string,
): { readonly file: ScenarioFile } | { readonly problems: readonly ScenarioProblem[] } => {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problemAt = (position: Position, message: Said): ScenarioProblem => ({
    file,
    ...position,
    message,
    frame: codeFrame(source, position.line, position.column),
  });

  let document: Document.Parsed;
  let refused: readonly RefusedNode[];
  try {
    document = parsed(source, lines);
    refused = refusedNodes(document);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TooManyPieces)) throw error;
    const message =
      error instanceof RangeError ? { it: 'i livelli sono troppi', en: 'too deeply nested' } : tooLongSaid;
    return { problems: [problemAt({ line: 1, column: 1 }, message)] };
  }

  const broken = [...document.errors, ...document.warnings].map((e) => ({
    offset: e.pos[0],
    message: yamlSaid(e.message),
  }));
  if (broken.length > 0 || refused.length > 0) {
    const first = [...broken, ...refused].slice(0, mostProblems);
    return { problems: first.map(({ offset, message }) => problemAt(at(offset), message)) };
  }

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    const message = {
      it: `alias non utilizzabili (${error.message})`,
      en: `aliases that cannot be used (${error.message})`,
    };
    return { problems: [problemAt({ line: 1, column: 1 }, message)] };
  }

  const position = (path: readonly string[], isKey = true): Position => at(offsetOf(document, path, isKey));
  const problem = (path: readonly string[], message: Said) => problemAt(position(path), message);
  const unusable = unusableValue(value);
  if (unusable) return { problems: [problemAt(position(unusable.path, unusable.isKey), unusable.message)] };
  if (isScenarioFile(value)) return { file: { file, text: value, position, problem } };
  const problems = explainSchemaErrors((isScenarioFile.errors ?? []).slice(0, mostProblems));
  return { problems: problems.map((p) => problemAt(position(p.path, p.isKey), p.message)) };
};

/** As `parseDocument` of the library, which would go on after the worst of texts has been told often enough. */
const parsed = (source: string, lines: LineCounter): Document.Parsed => {
  // Keys are compared below: the library's own check takes quadratic time.
  const composer = new Composer({ lineCounter: lines, prettyErrors: false, schema: 'core', uniqueKeys: false });
  const tokens = untilTooBroken(tokensOf(source, lines));
  const [document, another] = composer.compose(tokens, true, source.length);
  if (!document) throw new Error('the library makes a document of every text');
  if (another) {
    const message = 'Source contains multiple documents';
    document.errors.push(new YAMLParseError([another.range[0], another.range[1]], 'MULTIPLE_DOCS', message));
  }
  return document as Document.Parsed;
};

/** Pieces that the library takes apart. Ours: ten times those of the longest file that ships; a megabyte of them is a minute of work. */
const mostPieces = 25_000;

class TooManyPieces extends Error {}

const tooLongSaid: Said = {
  it: `più di ${mostPieces} parole e segni: dividere il file`,
  en: `more than ${mostPieces} words and signs: divide the file`,
};

/** As the parser itself would go through the text. @throws TooManyPieces */
function* tokensOf(source: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let left = mostPieces;
  for (const piece of new Lexer().lex(source)) {
    if (left-- === 0) throw new TooManyPieces();
    yield* parser.next(piece);
  }
  yield* parser.end();
}

function* untilTooBroken(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let broken = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++broken > mostProblems) return;
    yield token;
  }
}

const yamlSaid = (message: string): Said => ({ it: `YAML non valido: ${message}`, en: `not valid YAML: ${message}` });

interface RefusedNode {
  readonly offset: number;
  readonly message: Said;
}

/** Things that YAML allows and scenario files do not: tags, keys that are no plain text, the same key twice. */
const refusedNodes = (document: Document.Parsed): readonly RefusedNode[] => {
  const found: RefusedNode[] = [];
  const refuse = (node: unknown, it: string, en: string) =>
    found.push({ offset: isNode(node) ? (node.range?.[0] ?? 0) : 0, message: { it, en } });
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && node.tag !== undefined)
        refuse(node, 'i tag YAML non sono ammessi', 'YAML tags are not allowed');
    },
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined) refuse(key, 'le chiavi sono testi semplici', 'keys are plain texts');
        else if (seen.has(name)) refuse(key, `la chiave "${name}" è ripetuta`, `the key "${name}" is repeated`);
        else seen.add(name);
      }
    },
  });
  return found;
};

/** Levels that no scenario needs. Ours; an alias that holds itself has no end. */
const mostLevels = 64;

/** The first value that no schema should come to see: too deep, beyond all numbers, or of a name that objects keep for themselves. */
const unusableValue = (value: unknown, path: readonly string[] = []): ValueProblem | undefined => {
  if (path.length > mostLevels) {
    return {
      path: path.slice(0, 1),
      isKey: true,
      message: {
        it: `più di ${mostLevels} livelli uno nell’altro`,
        en: `more than ${mostLevels} levels in each other`,
      },
    };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return {
      path,
      isKey: false,
      message: { it: 'un numero senza fine non si può usare', en: 'a number without end cannot be used' },
    };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found =
      key === '__proto__'
        ? {
            path: [...path, key],
            isKey: true,
            message: { it: `il nome "${key}" non è ammesso`, en: `the name "${key}" is not allowed` },
          }
        : unusableValue(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
};

/** Offset of the key at the end of the path or of its value; of the innermost node that exists when the path breaks off. */
const offsetOf = (document: Document.Parsed, path: readonly string[], isKey: boolean): number => {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((step, depth) => {
    const holder = isAlias(node) ? node.resolve(document) : node;
    let child: unknown;
    let key: unknown;
    if (isMap(holder)) {
      const pair = holder.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      child = pair?.value;
      key = pair?.key;
    } else if (isSeq(holder)) {
      child = holder.items[Number(step)];
    }
    const wantsKey = isKey && depth === path.length - 1;
    offset = (wantsKey ? startOf(key) : undefined) ?? startOf(child) ?? startOf(key) ?? offset;
    node = child;
  });
  return offset;
};

const startOf = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);
