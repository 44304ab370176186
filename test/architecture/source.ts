import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a file imports: a package or `node:` module by name, a file of ours by its path under `src`. */
export interface Import {
  readonly target: string;
  readonly isOurs: boolean;
  /** Gone after compilation: `import type`. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** Path under `src`, with slashes: `send/price/rules.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text with the content of comments, strings and regular expressions blanked; lines stay where they are. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
const mayPrecedeRegex = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|void|yield|await))\s*$/;
const pieces = [
  { kind: 'comment', pattern: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y },
  { kind: 'string', pattern: /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y },
  { kind: 'regex', pattern: /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y },
] as const;

/** Blanks what is not code. Templates are text up to `${`, code inside it, and text again. */
const codeOf = (text: string): string => {
  let code = '';
  let at = 0;
  const openTemplates: number[] = [];
  let depth = 0;
  const takeTemplateText = (): void => {
    while (at < text.length) {
      if (text[at] === '\\') {
        code += blank(text.slice(at, at + 2));
        at += 2;
      } else if (text[at] === '`') {
        code += text[at++];
        return;
      } else if (text.startsWith('${', at)) {
        code += '${';
        at += 2;
        openTemplates.push(depth++);
        return;
      } else {
        code += blank(text[at++] ?? '');
      }
    }
  };
  while (at < text.length) {
    const found = pieces
      .filter(({ kind }) => kind !== 'regex' || (text[at] === '/' && mayPrecedeRegex.test(code.slice(-20))))
      .map(({ kind, pattern }) => {
        pattern.lastIndex = at;
        return { kind, piece: pattern.exec(text)?.[0] };
      })
      .find(({ piece }) => piece !== undefined);
    if (found?.piece !== undefined) {
      // The quotes stay, so that an empty array of texts does not look like an empty array.
      code += found.kind === 'comment' ? blank(found.piece) : `'${blank(found.piece.slice(1, -1))}'`;
      at += found.piece.length;
      continue;
    }
    const character = text[at++] ?? '';
    code += character;
    if (character === '{') depth++;
    if (character === '}') {
      depth--;
      if (openTemplates.at(-1) === depth) {
        openTemplates.pop();
        takeTemplateText();
      }
    }
    if (character === '`') takeTemplateText();
  }
  return code;
};

const importPattern: RegExp =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'|\b(?:typeof\s+)?import\(\s*'([^']+)'\s*\)|\b(?:require|createRequire\([^)]*\))\(\s*'([^']+)'\s*\)/gm;

/** `import { type A, type B } from` imports nothing either. */
const namesOnlyTypes = (statement: string): boolean => {
  const names = /\{([^}]*)\}/
    .exec(statement)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return names?.filter((name) => name !== '').every((name) => name.startsWith('type ')) ?? false;
};

/** @param path of the importing file, under `src` */
export const importsOf = (path: string, text: string): readonly Import[] =>
  [...text.matchAll(importPattern)].map(([statement, type, from, dynamic, required]) => {
    const target = from ?? dynamic ?? required ?? '';
    const isOurs = target.startsWith('.');
    return {
      target: isOurs ? join(dirname(path), target).replaceAll('\\', '/').replace(/\.js$/, '.ts') : target,
      isOurs,
      isTypeOnly:
        type !== undefined || statement.startsWith('typeof') || (from !== undefined && namesOnlyTypes(statement)),
    };
  });

export const sourceFile = (path: string, text: string): SourceFile => ({
  path,
  text,
  code: codeOf(text),
  imports: importsOf(path, text),
});

/** All of `src`, in the order of paths; not the console, which is code of the browser and has a test of its own. */
export const readSources = (): readonly SourceFile[] => {
  const root = fileURLToPath(new URL('../../src', import.meta.url));
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('console/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
};

/** Declarations of values at the outermost level, each from its first word to its semicolon. */
export const moduleValues = (code: string): readonly string[] => {
  const declarations: string[] = [];
  let depth = 0;
  let current: string | undefined;
  for (const line of code.split('\n')) {
    if (depth === 0 && /^(?:export )?(?:const|let|var) /.test(line)) current = '';
    for (const character of `${line}\n`) {
      if ('({['.includes(character)) depth++;
      if (')}]'.includes(character)) depth--;
      if (current !== undefined) current += character;
      if (current !== undefined && depth === 0 && character === ';') {
        declarations.push(current.trim());
        current = undefined;
      }
    }
  }
  return declarations;
};

/** "file:line: text" of every match in code, comments and strings left out. */
export const linesOf = (files: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  files.flatMap(({ path, code }) =>
    code.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
