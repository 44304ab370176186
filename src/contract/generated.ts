import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IHttpOperation } from '@stoplight/types';
import { packageRoot } from '../package-root.js';

/** A parameter of an operation with what the service checks of it. */
export interface ParameterForm {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly type: 'text' | 'integer' | 'uuid';
  /** The only values, where they are listed. */
  readonly values?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An operation as the build leaves it. */
export interface OperationForm {
  /** Document in `openapi/` without its ending. */
  readonly document: string;
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly pathTemplate: string;
  /** An older version. */
  readonly deprecated: boolean;
  readonly parameters: readonly ParameterForm[];
  /** Only where the operation takes a body: what Prism validates it with. */
  readonly body?: IHttpOperation;
}

/** `requests.json`: what start and every request need, kept small. */
export interface RequestsFile {
  readonly operations: readonly OperationForm[];
  /** Patterns that the platform spells differently from ours: ours -> the platform's. */
  readonly printedPatterns: Readonly<Record<string, string>>;
}

/** `answers.json`: big, read only where answers are checked. Prism operations with their responses, by operationId. */
type AnswersFile = Readonly<Record<string, IHttpOperation>>;

export const generatedFolder = (): string => join(packageRoot(), 'dist', 'prepared', 'contract');

const require = createRequire(import.meta.url);

/**
 * Node keeps what it has read once: all simulators of a process have the same objects, and so Prism compiles each schema
 * once, and ajv, which forgets none, holds it once.
 */
const read = (name: string): unknown => {
  const file = join(generatedFolder(), name);
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build"`);
  return require(file) as unknown;
};

export const readRequests = (): RequestsFile => read('requests.json') as RequestsFile;
export const readAnswers = (): AnswersFile => read('answers.json') as AnswersFile;
