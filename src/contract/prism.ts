import { createRequire } from 'node:module';

type PrismValidator = typeof import('@stoplight/prism-http/dist/validator/index.js');

const require = createRequire(import.meta.url);

/**
 * The validators of Prism, loaded at first use: 0.13 to 0.25 s that the start of the server does not wait for (`warm` runs
 * after it listens). Only this module of the package, because its root pulls in the mocker (1.6 s). Node keeps it.
 */
export const prism = (): PrismValidator => require('@stoplight/prism-http/dist/validator/index.js') as PrismValidator;
