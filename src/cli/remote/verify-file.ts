import { ConfigInvalid } from '../../config.js';
import { escaped } from '../../text/escaped.js';
import type { Said } from '../../text/said.js';
import { readYaml, stepsOf } from '../../text/yaml-places.js';
import { SimRefused } from './client.js';
import { json, type RemoteCall } from './command.js';

type Expectation = Readonly<Record<string, unknown>>;

interface Verdict {
  readonly passed: boolean;
  /** Calls that the journal does not have any more. */
  readonly dropped?: number;
  readonly report?: string;
  readonly failures?: readonly {
    readonly expectation: number;
    readonly message: string;
    readonly report: string;
  }[];
}

/** A file of expectations, YAML or JSON, as `POST /_sim/verify` takes them. @returns 5 when one does not hold */
export const verifyFile = async (call: RemoteCall, file: string): Promise<number> => {
  const { own, isJson, print, writeFile } = call;
  const { expected, verdict } = await judged(call, file);
  if (typeof own.junit === 'string') writeFile(own.junit, junitOf(expected, verdict));
  print(isJson ? json(verdict) : told(expected.length, verdict, call));
  return verdict.passed ? 0 : 5;
};

/** @throws ConfigInvalid with the place in the file */
const judged = async ({ sim, readFile }: RemoteCall, file: string) => {
  const text = readFile(file);
  if (text === undefined) throw new ConfigInvalid([`verify: there is no file ${JSON.stringify(file)}`]);
  const read = await readYaml(text);
  if ('broken' in read) throw new ConfigInvalid([`${file}:${read.place} ${read.broken}`]);
  const { value, placeOf } = read;
  try {
    const { body } = await sim.ask<Verdict>('POST', '/verify', value ?? {});
    return { expected: expectationsIn(value), verdict: body };
  } catch (error) {
    if (!(error instanceof SimRefused)) throw error;
    if (error.code === 'SIM_VERIFICATION_FAILED')
      return { expected: expectationsIn(value), verdict: error.body as unknown as Verdict };
    const { problems = [] } = error.body as {
      readonly problems?: readonly { readonly path: string; readonly message: string }[];
    };
    if (problems.length === 0) throw error;
    throw new ConfigInvalid(
      problems.map(({ path, message }) => `${file}:${placeOf(stepsOf(path))} ${path || 'expect'}: ${message}`),
    );
  }
};

const expectationsIn = (value: unknown): readonly Expectation[] =>
  (value as { readonly expect: readonly Expectation[] }).expect;

const told = (count: number, { report, dropped = 0 }: Verdict, { lang, paint }: RemoteCall): string => {
  if (report !== undefined) return `${paint('red', report)}\n`;
  const passed: Said = { it: `aspettative soddisfatte: ${count}`, en: `expectations that hold: ${count}` };
  const lost: Said = {
    it: `${dropped} chiamate più vecchie non sono più nel registro: non sono state guardate`,
    en: `${dropped} older calls are no longer in the journal: they were not looked at`,
  };
  return `${[paint('green', passed[lang]), ...(dropped > 0 ? [paint('yellow', lost[lang])] : [])].join('\n')}\n`;
};

/** As CI systems read test results: a test per expectation. */
const junitOf = (expected: readonly Expectation[], { failures = [] }: Verdict): string => {
  const tests = expected.map((expectation, i) => {
    // Not what else it says: it may name people, whom the simulator perhaps has to mask.
    const head = `    <testcase classname="verify" name="${escaped(`#${i + 1} ${expectation.operation}`)}"`;
    const failure = failures.find((one) => one.expectation === i);
    if (!failure) return `${head}/>`;
    return `${head}>\n      <failure message="${escaped(failure.message)}">${escaped(failure.report)}</failure>\n    </testcase>`;
  });
  const counts = `tests="${expected.length}" failures="${failures.length}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="send-simulator verify">',
    `  <testsuite name="verify" ${counts}>`,
    ...tests,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};
