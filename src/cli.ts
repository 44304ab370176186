#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf } from './cli/failure.js';
import { createLog, type Log } from './cli/log.js';
import { isRemote, type RemoteName } from './cli/remote/names.js';
import { type Prelude, type ProcessEdge, serve } from './cli/serve.js';
import type { VoucherFlags } from './cli/voucher.js';
import { fromEpochMs } from './clock/instant.js';
import {
  type CommandLine,
  type Config,
  ConfigInvalid,
  formOf,
  fromCommandLine,
  helpOn,
  isCommand,
  loadConfig,
  printConfig,
} from './config.js';
import { packageRoot } from './package-root.js';

const packageVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
};

const readFileIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const writeFileOrTell = (path: string, text: string): void => {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigInvalid([`${JSON.stringify(path)} cannot be written: ${reason}`]);
  }
};

const logTarget = {
  isReadable: process.stderr.isTTY === true,
  hasColour: process.stderr.isTTY === true && !process.env.NO_COLOR,
  write: (text: string) => process.stderr.write(text),
};

/** The first signal asks for an orderly end, the second one gets an end at once. */
const firstSignal = (): Promise<number> =>
  new Promise((resolve) => {
    let isAsked = false;
    const listen = (signal: NodeJS.Signals, exitCode: number): void => {
      process.on(signal, () => {
        if (isAsked) process.exit(exitCode);
        isAsked = true;
        resolve(exitCode);
      });
    };
    listen('SIGINT', 130);
    listen('SIGTERM', 143);
  });

const createEdge = (isJson: boolean): ProcessEdge => ({
  pid: process.pid,
  isJson,
  print: (text) => process.stdout.write(text),
  signalled: firstSignal(),
  after: (ms) => new Promise((resolve) => setTimeout(() => resolve('late'), ms).unref()),
  atExit: (last) => process.on('exit', last),
});

/** The demo shows its folder and its language; everything else it learns from the running simulator. */
const demoPrelude = ({ values }: Config): Prelude => {
  return async ({ url, apiKey }) => {
    const { runDemo } = await import('./cli/demo.js');
    return runDemo({
      url,
      apiKey,
      lang: values.lang,
      folder: 'demo-output',
      print: (text) => process.stdout.write(text),
      hasColour: process.stdout.isTTY === true && !process.env.NO_COLOR,
      ...(values.controlToken === undefined ? {} : { controlToken: values.controlToken }),
    });
  };
};

/** Says what went wrong and ends the process. */
const fail = (error: unknown, log?: Log): never => {
  const command = process.argv[2];
  const hasOwnHelp = command !== undefined && isCommand(command) && formOf(command).settings !== 'all';
  const { exitCode, text, logLine } = failureOf(error, hasOwnHelp ? command : undefined);
  if (logLine) (log ?? createLog({ ...logTarget, level: 'error' }))(logLine);
  process.stderr.write(text);
  process.exit(exitCode);
};

/** Prints or sends an example; its words and flags are its own. */
const example = async (args: readonly string[]): Promise<number> => {
  const { runExample } = await import('./cli/example.js');
  return runExample({
    args,
    env: process.env,
    readFile: readFileIfThere,
    freshSeed: () => Date.now() % 2 ** 31,
    print: (text) => process.stdout.write(text),
    tell: (text) => process.stderr.write(text),
  });
};

/** Of the command or topic that is named; what serves has the help of the whole. */
const helpOf = ({ command, words: [word] }: CommandLine): string =>
  helpOn(command === 'help' ? word : command, packageVersion(), process.stdout.columns);

const validateFiles = async ({ words, own }: CommandLine, { values }: Config): Promise<number> => {
  const { validate } = await import('./cli/validate.js');
  return validate({
    paths: words,
    scenarios: values.scenarios ?? [],
    run: own.run === true,
    format: (own.format ?? (own.json === true ? 'json' : 'text')) as 'text' | 'json' | 'github',
    lang: values.lang,
    print: (text) => process.stdout.write(text),
  });
};

const aboutScenarios = async ({ words, own }: CommandLine, { values }: Config): Promise<number> => {
  const { scenarios, sendsAt } = await import('./cli/scenarios.js');
  return scenarios({
    words,
    ...(own as {
      readonly request?: string;
      readonly header?: string;
      readonly sender?: string;
      readonly json?: boolean;
    }),
    scenarios: values.scenarios ?? [],
    lang: values.lang,
    sendsAt: sendsAt(values.clock, fromEpochMs(Date.now())),
    readFile: readFileIfThere,
    print: (text) => process.stdout.write(text),
  });
};

const aboutVouchers = async ({ words, own }: CommandLine, { values }: Config): Promise<number> => {
  const { voucher } = await import('./cli/voucher.js');
  const { readClients } = await import('./send/voucher/clients.js');
  return voucher({
    words,
    ...(own as VoucherFlags),
    clients: values.pdndClients === undefined ? [] : await readClients(values.pdndClients),
    lang: values.lang,
    nowMs: Date.now(),
    randomId: () => crypto.randomUUID(),
    readFile: readFileIfThere,
    readInput: () => readFileSync(0, 'utf8'),
    print: (text) => process.stdout.write(text),
    tell: (text) => process.stderr.write(text),
  });
};

/** A command against a running simulator. */
const onRunning = async (commandLine: CommandLine, config: Config, command: RemoteName): Promise<number> => {
  const { runRemote } = await import('./cli/remote/run.js');
  return runRemote(command, commandLine, config, {
    hasColour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    print: (text) => process.stdout.write(text),
    tell: process.stderr.isTTY ? (text) => process.stderr.write(text) : undefined,
    readFile: readFileIfThere,
    writeFile: writeFileOrTell,
    env: process.env,
    machine: { nodeVersion: process.version, nowMs: Date.now },
    version: packageVersion(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    every: (ms, call) => {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  });
};

const onStore = async ({ words, own }: CommandLine, { values }: Config): Promise<number> => {
  const { runStore } = await import('./cli/store.js');
  return runStore({
    words,
    values,
    ...(own as { readonly url?: string }),
    print: (text) => process.stdout.write(text),
    tell: process.stderr.isTTY ? (text) => process.stderr.write(text) : undefined,
  });
};

const printSchema = async (): Promise<number> => {
  const { scenarioSchema } = await import('./scenario/schema.js');
  process.stdout.write(`${JSON.stringify(scenarioSchema, null, 2)}\n`);
  return 0;
};

const demoDefaults = { clock: 'manual', logLevel: 'warn' } as const;

const main = async (): Promise<number> => {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'example') return example(rest);
  const commandLine = fromCommandLine(process.argv.slice(2));
  const { command, flags, problems } = commandLine;
  if (flags.help || command === 'help') {
    process.stdout.write(helpOf(commandLine));
    return 0;
  }
  if (flags.version || command === 'version') {
    if (problems.length > 0) throw new ConfigInvalid(problems);
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }

  if (command === 'example')
    throw new ConfigInvalid(['example stands first: send-simulator example --help tells the rest']);

  if (command === 'schema' && problems.length === 0) return printSchema();

  const defaults = command === 'demo' ? demoDefaults : {};
  const config = await loadConfig({ commandLine, env: process.env, readFile: readFileIfThere, defaults });
  if (flags.printConfig) {
    process.stdout.write(printConfig(config));
    return 0;
  }

  if (command === 'scenarios') return aboutScenarios(commandLine, config);
  if (command === 'validate') return validateFiles(commandLine, config);
  if (isRemote(command)) return onRunning(commandLine, config, command);
  if (command === 'store') return onStore(commandLine, config);
  if (command === 'voucher') return aboutVouchers(commandLine, config);

  const log = createLog({ ...logTarget, level: config.values.logLevel });
  process.on('uncaughtException', (error) => fail(error, log));
  process.on('unhandledRejection', (error) => fail(error, log));
  const isJson = commandLine.own.json === true;
  return serve(config, log, createEdge(isJson), command === 'demo' ? demoPrelude(config) : undefined);
};

// A reader that went away (`… | head -1`) is no reason to fail.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

main().then((exitCode) => process.exit(exitCode), fail);
