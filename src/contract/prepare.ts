import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { IHttpOperation } from '@stoplight/types';
import { compilable, gatewayForm, type JsonObject, printedPatterns } from './gateway-form.js';
import type { OperationForm, ParameterForm, RequestsFile } from './generated.js';
import { int32 } from './parameters.js';
import { prism } from './prism.js';

/** A Prism operation: `iid` is the operationId of the document. */
type PrismOperation = IHttpOperation & { readonly iid: string };

interface Folders {
  /** Where the OpenAPI documents are. */
  readonly documents: string;
  /** Where `requests.json` and `answers.json` go. */
  readonly target: string;
  /** Documents without their ending that the gateway serves, the foremost first. Absent: all, in alphabetical order. */
  readonly served?: readonly string[];
}

/**
 * Turns the OpenAPI documents into what the simulator validates with, unless that was done before with the same inputs.
 * Kept by the hash of documents, this code and the version of Prism, because the work takes seconds.
 *
 * @returns what was done
 * @throws Error when a schema does not compile (Prism would then accept anything, without a word), when one document has
 * an operationId twice, or when a document that is not served has one of those that are
 */
export const prepareContract = async (folders: Folders): Promise<'built' | 'unchanged'> => {
  const names = documentNames(folders);
  const hash = inputsHash(
    names.map((name) => join(folders.documents, `${name}.yaml`)),
    folders.served,
  );
  const hashFile = join(folders.target, 'inputs.sha256');
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return 'unchanged';

  const { parse } = await import('yaml');
  const operations: OperationForm[] = [];
  const answers: Record<string, PrismOperation> = {};
  const printed: Record<string, string> = {};
  for (const name of names) {
    const document = parse(readFileSync(join(folders.documents, `${name}.yaml`), 'utf8')) as JsonObject;
    const isServed = folders.served?.includes(name) ?? true;
    const plain = await prismOperations(compilable(document));
    const atGateway = new Map(
      (isServed ? await prismOperations(gatewayForm(compilable(document))) : []).map((form) => [form.iid, form]),
    );
    const earlier = [...operations];
    for (const operation of plain) {
      if (isServed && earlier.some((other) => isSameCall(other, operation))) continue;
      if (answers[operation.iid]) throw new Error(`${name}: operationId ${operation.iid} exists already`);
      answers[operation.iid] = answerForm(operation);
      if (isServed) operations.push(operationForm(name, operation, atGateway.get(operation.iid) ?? operation));
    }
    if (isServed) Object.assign(printed, printedPatterns(document));
  }
  for (const operation of operations) assertRefusesWrongBody(operation);
  for (const operation of Object.values(answers)) assertRefusesWrongAnswer(operation);

  mkdirSync(folders.target, { recursive: true });
  const requests: RequestsFile = { operations, printedPatterns: printed };
  writeFileSync(join(folders.target, 'requests.json'), JSON.stringify(requests));
  writeFileSync(join(folders.target, 'answers.json'), JSON.stringify(answers));
  writeFileSync(hashFile, hash);
  return 'built';
};

/** All documents, those that are served first and in their order. */
const documentNames = ({ documents, served = [] }: Folders): string[] => {
  const present = readdirSync(documents)
    .filter((name) => extname(name) === '.yaml')
    .map((name) => basename(name, '.yaml'))
    .sort();
  const missing = served.find((name) => !present.includes(name));
  if (missing !== undefined) throw new Error(`${join(documents, missing)}.yaml is missing`);
  return [...served, ...present.filter((name) => !served.includes(name))];
};

const isSameCall = (one: OperationForm, other: PrismOperation): boolean =>
  one.operationId === other.iid || (one.method === other.method && one.pathTemplate === other.path);

const inputsHash = (documents: readonly string[], served: readonly string[] = []): string => {
  const prismVersion = createRequire(import.meta.url).resolve('@stoplight/prism-http/package.json');
  const ownCode = ['prepare', 'gateway-form'].map((name) => new URL(`./${name}.ts`, import.meta.url));
  const hash = createHash('sha256').update(served.join());
  for (const file of documents) hash.update(basename(file));
  for (const file of [...documents, ...ownCode, prismVersion]) hash.update(readFileSync(file));
  return hash.digest('hex');
};

const prismOperations = async (document: JsonObject): Promise<PrismOperation[]> => {
  const { getHttpOperationsFromSpec } = await import('@stoplight/prism-http/dist/utils/operations.js');
  // Through JSON: what is written is what the canary tries.
  return JSON.parse(JSON.stringify(await getHttpOperationsFromSpec(document))) as PrismOperation[];
};

const operationForm = (document: string, operation: PrismOperation, atGateway: PrismOperation): OperationForm => ({
  document,
  operationId: operation.iid,
  method: operation.method as OperationForm['method'],
  pathTemplate: operation.path,
  deprecated: operation.deprecated ?? false,
  parameters: parameterForms(operation),
  ...(atGateway.request?.body ? { body: bodyForm(atGateway) } : {}),
});

const bodyForm = (operation: PrismOperation): IHttpOperation => ({
  id: operation.id,
  method: operation.method,
  path: operation.path,
  responses: [],
  request: operation.request?.body ? { body: operation.request.body } : {},
});

const answerForm = ({ request: _, tags: __, servers: ___, security: ____, ...operation }: PrismOperation) =>
  operation as PrismOperation;

const parameterForms = ({ request }: PrismOperation): ParameterForm[] => {
  const listed = { path: request?.path, query: request?.query, header: request?.headers };
  return (['path', 'query', 'header'] as const).flatMap((place) =>
    (listed[place] ?? []).map(({ name, required = false, schema = {} }): ParameterForm => {
      const { type, format, enum: values, pattern, minLength, maxLength, minimum, maximum } = schema;
      // Prism puts the bounds of the type beside `format: int32`; they are no constraint of the document.
      return {
        name,
        in: place,
        required,
        type: type === 'integer' ? 'integer' : format === 'uuid' ? 'uuid' : 'text',
        ...(values === undefined ? {} : { values: values.map(String) }),
        ...(pattern === undefined ? {} : { pattern }),
        ...(minLength === undefined ? {} : { minLength }),
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(minimum === undefined || minimum === int32.least ? {} : { minimum }),
        ...(maximum === undefined || maximum === int32.greatest ? {} : { maximum }),
      };
    }),
  );
};

/** No schema of a body takes both: one without `type` takes the text but misses what it requires in the object. */
const wrongBodies = ['a text where the contract wants something else', {}];

const refuseOne = (refuses: (body: unknown) => boolean, what: string): void => {
  if (!wrongBodies.some(refuses)) throw new Error(`${what} does not compile: Prism would accept anything`);
};

const assertRefusesWrongBody = ({ operationId, method, pathTemplate, body: resource }: OperationForm): void => {
  if (!resource) return;
  const headers = { 'content-type': 'application/json' };
  const refuses = (body: unknown): boolean =>
    prism().validateInput({ resource, element: { method, url: { path: pathTemplate }, headers, body } })._tag ===
    'Left';
  refuseOne(refuses, `${operationId}: the schema of the body`);
};

const assertRefusesWrongAnswer = (resource: PrismOperation): void => {
  for (const { code, contents } of resource.responses) {
    const mediaType = contents?.[0]?.mediaType;
    if (mediaType === undefined) continue;
    const element = { statusCode: Number(code), headers: { 'content-type': mediaType } };
    const refuses = (body: unknown): boolean =>
      prism().validateOutput({ resource, element: { ...element, body } })._tag === 'Left';
    refuseOne(refuses, `${resource.iid}: the schema of answer ${code}`);
  }
};
