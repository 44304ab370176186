import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { startSimulator } from '../../../dist/index.js';
import { browserPath, readerPath } from './browser-path.js';
import { picturesFolder } from './pictures.js';

/** A group of tests that needs a browser; where there is none it shows as skipped. */
export const describeInBrowser = describe.skipIf(browserPath() === undefined);

/** As well, where one is that shows a PDF within a page. */
export const describeInReader = describe.skipIf(readerPath() === undefined);

interface Look {
  readonly language?: 'it' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A page of the console, watched: what it loads from elsewhere, what it complains about. */
export interface Opened {
  readonly page: Page;
  /** Requests to another origin, complaints of the policy, errors of scripts. */
  readonly faults: readonly string[];
  /** Checks accessibility of what is shown now. */
  readonly checkAxe: () => Promise<void>;
  /** Keeps a picture of the whole page, with `PICTURES=1`. */
  readonly picture: (name: string) => Promise<void>;
}

export interface ConsoleStage {
  /** Of the simulator. */
  readonly url: string;
  readonly key: string;
  /** Opens an address of the simulator, `/console#/default/calls`. */
  readonly open: (address: string, look?: Look) => Promise<Opened>;
  /** A call from outside of the browser; its body as JSON. @throws where it is refused */
  readonly call: <Answer = Readonly<Record<string, unknown>>>(
    method: string,
    address: string,
    body?: unknown,
  ) => Promise<Answer>;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const checkAxe = async (page: Page): Promise<void> => {
  // A colour that is on its way is judged where it ends.
  await page.evaluate('document.getAnimations().forEach((animation) => animation.finish())');
  // By way of the debugger, which the policy of the page does not concern.
  await page.evaluate(`${axeSource};undefined`);
  const found = await page.evaluate<readonly Violation[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  const serious = found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 8)
          .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
          .join(' | ')}`,
    );
  expect(serious).toEqual([]);
};

const watch = (page: Page, origin: string): readonly string[] => {
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob|about|chrome|chrome-extension):/.test(url) && new URL(url).origin !== origin) {
      faults.push(`asked elsewhere: ${url}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // What a call was refused with is shown in the page, and logged by the browser as well.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  return faults;
};

/**
 * The stage of one file: the built program in this process, on a free port, and a browser. Both end with the file, and no test
 * of it may have left the origin or broken the policy of the page.
 * @param path of the browser
 */
export const aStage = (
  options: Parameters<typeof startSimulator>[0] = {},
  path: string | undefined = browserPath(),
): ConsoleStage => {
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const allFaults: (readonly string[])[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, clock: 'manual', ...options });
    browser = await chromium.launch({
      ...(path === undefined ? {} : { executablePath: path }),
      // In a container Chromium's own sandbox cannot be had.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  // A page that nobody looks at any more would go on following the clock.
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await simulator?.stop();
    expect(allFaults.flat()).toEqual([]);
  });

  return {
    get url() {
      return simulator.url;
    },
    get key() {
      return simulator.apiKey;
    },
    open: async (address, { language = 'it', theme = 'light', width = 1360, height = 900 } = {}) => {
      const context = await browser.newContext({
        locale: language === 'it' ? 'it-IT' : 'en-GB',
        colorScheme: theme,
        viewport: { width, height },
        acceptDownloads: true,
      });
      contexts.push(context);
      const page = await context.newPage();
      const faults = watch(page, new URL(simulator.url).origin);
      allFaults.push(faults);
      await page.goto(`${simulator.url}${address}`);
      return {
        page,
        faults,
        checkAxe: () => checkAxe(page),
        picture: async (name) => {
          if (process.env.PICTURES === undefined) return;
          await page.screenshot({ path: join(picturesFolder, `${name}.png`), fullPage: true, animations: 'disabled' });
        },
      };
    },
    call: async <Answer>(method: string, address: string, body?: unknown) => {
      const response = await simulator.fetch(address, {
        method,
        headers: {
          'x-api-key': simulator.apiKey,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
  };
};
