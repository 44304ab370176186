import { readAnswers } from './generated.js';

/** An answer that follows from the contract alone: invented values in the right shape. */
export interface Example {
  readonly status: number;
  /** Undefined where the operation answers without body. */
  readonly body: unknown;
}

/** @throws Error when the operation is not in the contract */
export type Mocker = (operationId: string) => Promise<Example>;

/** The same operation has the same example every time. */
const seed = 'send-simulator';

/**
 * Examples of answers, made by the mocker of Prism. It and the file of the answers are loaded with the first example that
 * is asked for: together they cost more than the start of the simulator.
 */
export const createMocker = (): Mocker => {
  let loaded: ReturnType<typeof load> | undefined;
  return async (operationId) => {
    loaded ??= load();
    const { answers, createClientFromOperations } = await loaded;
    const operation = answers[operationId];
    if (!operation) throw new Error(`${operationId} is not in the contract`);
    // Alone, so that no other operation can take the call.
    const client = createClientFromOperations([operation], config());
    const path = operation.path.replace(/\{\w+\}/g, 'x');
    const input = { method: operation.method as 'get', headers: {} };
    const { status, data } = await client.request(path, input, config());
    return { status, body: data };
  };
};

type CreateClient = typeof import('@stoplight/prism-http/dist/client.js').createClientFromOperations;
type Logger = NonNullable<Parameters<CreateClient>[1]['logger']>;

const load = async () => {
  const { createClientFromOperations } = await import('@stoplight/prism-http/dist/client.js');
  return { answers: readAnswers(), createClientFromOperations };
};

/** A new one for each call: Prism writes into it. */
const config = () => ({
  mock: { dynamic: true, seed },
  validateRequest: false,
  validateResponse: false,
  checkSecurity: false,
  errors: false,
  isProxy: false as const,
  upstreamProxy: undefined,
  logger: silent,
});

const nothing = (): void => undefined;
/** What Prism asks of a logger. */
const silent = {
  ...{ trace: nothing, debug: nothing, info: nothing, success: nothing, warn: nothing, error: nothing, fatal: nothing },
  child: (): unknown => silent,
} as unknown as Logger;
