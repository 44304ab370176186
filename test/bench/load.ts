import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';

/** Requests that ten connections repeat as fast as they are answered. */
export interface Load {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly key?: string;
  /** Path and query behind `url`, one for each request. */
  readonly nextPath?: () => string;
  /** JSON text, one for each request. */
  readonly nextBody?: () => string;
}

/** Until when a load runs. */
type Extent = { readonly seconds: number } | { readonly requests: number };

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

const connections = 10;

/** @throws Error when an answer is not 2xx or a connection breaks */
export const run = async (load: Load, extent: Extent): Promise<Measured> => {
  const { url, method = 'GET', key, nextPath, nextBody } = load;
  const durations: number[] = [];
  let lastMs = 0;
  const refused = new Map<number, number>();
  const startedMs = performance.now();
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections,
        sampleInt: 50,
        timeout: 60,
        ...('seconds' in extent ? { duration: extent.seconds } : { amount: extent.requests }),
        requests: [
          {
            method,
            headers: {
              ...(key ? { 'x-api-key': key } : {}),
              ...(nextBody ? { 'content-type': 'application/json' } : {}),
            },
            ...(nextPath || nextBody
              ? {
                  setupRequest: (request) => ({
                    ...request,
                    ...(nextPath ? { path: nextPath() } : {}),
                    ...(nextBody ? { body: nextBody() } : {}),
                  }),
                }
              : {}),
          },
        ],
      },
      (error, result) => {
        if (error) reject(error);
        else if (result.errors > 0) reject(new Error(`${url}: ${result.errors} requests without an answer`));
        else resolve();
      },
    );
    running.on('response', (_client, status, _bytes, durationMs) => {
      if (status > 299) refused.set(status, (refused.get(status) ?? 0) + 1);
      durations.push(durationMs);
      lastMs = performance.now() - startedMs;
    });
  });
  const [wrong] = refused;
  if (wrong)
    throw new Error(
      `${method} ${url}${nextPath?.() ?? ''}: ${wrong[1]} of ${durations.length} answers are ${wrong[0]}`,
    );
  durations.sort((a, b) => a - b);
  return {
    requests: durations.length,
    perSecond: durations.length / (lastMs / 1_000),
    p99Ms: durations[Math.floor(durations.length * 0.99)] ?? Number.NaN,
  };
};
