import { type BodyCheck, bodyCheck } from './body-schema.js';
import { type OperationForm, readRequests } from './generated.js';
import { type ParameterRule, parameterRule } from './parameters.js';

/** An operation of the published contract, ready to validate requests with. */
export interface Operation {
  readonly operationId: string;
  /** Document in `openapi/` that declares it, without its ending: `sender`. */
  readonly document: string;
  readonly method: OperationForm['method'];
  /** `/delivery/v2.9/notifications/sent/{iun}` */
  readonly pathTemplate: string;
  /** `/delivery/v2.9/notifications/sent/:iun` */
  readonly expressPath: string;
  readonly hasBody: boolean;
  /** An older version. */
  readonly isDeprecated: boolean;
  readonly parameters: readonly ParameterRule[];
  readonly body: BodyCheck | undefined;
  /** Patterns that the platform spells differently from ours: ours -> the platform's. */
  readonly printedPatterns: Readonly<Record<string, string>>;
}

/** In Express 5 `/{iun}` is legal and means an optional literal: templates are always converted. */
const expressPath = (template: string): string => template.replace(/\{(\w+)\}/g, ':$1');

/**
 * All operations of our OpenAPI documents, in their order.
 * @throws Error when the build step has not run
 */
export const loadContract = (): readonly Operation[] => {
  const { operations, printedPatterns } = readRequests();
  return operations.map(({ document, operationId, method, pathTemplate, deprecated, parameters, body }) => ({
    operationId,
    document,
    method,
    pathTemplate,
    expressPath: expressPath(pathTemplate),
    hasBody: body !== undefined,
    isDeprecated: deprecated,
    parameters: parameters.map(parameterRule),
    body: body && bodyCheck(body),
    printedPatterns,
  }));
};
