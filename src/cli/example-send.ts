import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigInvalid } from '../config.js';
import {
  defaultSender,
  type ExampleKind,
  type ExampleSender,
  type ExampleVersion,
  exampleRequest,
  type NamedFile,
} from '../contract/example.js';
import { packageRoot } from '../package-root.js';
import type { Language, Said } from '../text/said.js';
import { reached } from './remote/reach.js';

interface SendOptions {
  readonly url: string;
  readonly key: string;
  readonly version: ExampleVersion;
  readonly kind: ExampleKind;
  readonly seed: number;
  readonly lang: Language;
  /** One line about a step. */
  tell(text: string): void;
}

interface UploadSlot {
  readonly key: string;
  readonly secret: string;
  readonly httpMethod: string;
  readonly url: string;
}

/**
 * Uploads what a request of this kind needs and sends it, by the public API alone.
 * @returns the answer: request id, protocol number, token
 * @throws ConfigInvalid when the simulator cannot be reached or refuses a call
 */
export const sendExample = async (options: SendOptions): Promise<unknown> => {
  const { url, key, version, kind, seed, lang, tell } = options;
  const call = callerOf(url, key);
  const sender = await senderOf(url, key);

  const uploaded = async (content: Uint8Array, contentType: string): Promise<NamedFile> => {
    const sha256 = createHash('sha256').update(content).digest('base64');
    const files = [{ preloadIdx: '0', contentType, sha256 }];
    const [slot] = (await (await call('POST', '/delivery/attachments/preload', files)).json()) as [UploadSlot];
    const stored = await answered(slot.url, {
      method: slot.httpMethod,
      headers: { 'content-type': contentType, 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 },
      body: content,
    });
    tell(words.uploaded(slot.key, contentType)[lang]);
    return { key: slot.key, versionToken: stored.headers.get('x-amz-version-id') ?? '', sha256 };
  };
  const pdf = await uploaded(
    await readFile(join(packageRoot(), 'scenarios', 'demo', 'provvedimento.pdf')),
    'application/pdf',
  );
  const f24 = kind === 'f24' ? await uploaded(f24Metadata(sender), 'application/json') : undefined;

  const body = await exampleRequest({
    version,
    kind,
    seed,
    sender,
    // Only a body of the kind f24 asks for the second one.
    files: { pdf: () => pdf, f24: () => f24 ?? pdf },
  });
  const base = version === 'v1' ? '/delivery' : `/delivery/${version}`;
  const answer = (await (await call('POST', `${base}/requests`, body)).json()) as {
    readonly notificationRequestId: string;
  };
  tell(words.sent(kind, version, sender)[lang]);
  const query = `notificationRequestId=${encodeURIComponent(answer.notificationRequestId)}`;
  tell(words.next(`curl -s -H "x-api-key: ${key}" "${url}${base}/requests?${query}"`)[lang]);
  return answer;
};

const words = {
  uploaded: (key: string, contentType: string): Said => ({
    it: `Caricato ${key} (${contentType})`,
    en: `Uploaded ${key} (${contentType})`,
  }),
  sent: (kind: string, version: string, { denomination }: ExampleSender): Said => ({
    it: `Inviata la richiesta ${kind} con la ${version} per ${denomination}: presa in carico`,
    en: `Sent the request ${kind} with ${version} for ${denomination}: taken in charge`,
  }),
  next: (command: string): Said => ({ it: `Per seguirla: ${command}`, en: `To follow it: ${command}` }),
} as const;

/** The smallest metadata with one record that carries the cost of the notification. */
const f24Metadata = ({ taxId, denomination }: ExampleSender): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      f24Elid: {
        taxPayer: { taxCode: taxId, company: { name: denomination.replace(/[^ -~]/g, '').slice(0, 60) || 'Ente' } },
        treasury: { records: [{ applyCost: true }] },
      },
    }),
  );

interface ShownSandbox {
  readonly senders: readonly (ExampleSender & {
    readonly apiKeys: readonly { readonly key: string; readonly groups: readonly string[] }[];
  })[];
}

/** Who owns the key, where `/_sim` may be asked; else the sender of every new simulator. */
const senderOf = async (url: string, key: string): Promise<ExampleSender> => {
  const response = await reached(`${url}/_sim/sandboxes`);
  if (!response.ok) return defaultSender;
  const { items } = (await response.json()) as { readonly items: readonly ShownSandbox[] };
  for (const { taxId, denomination, apiKeys } of items.flatMap(({ senders }) => senders)) {
    const [group] = apiKeys.find((one) => one.key === key)?.groups ?? [];
    if (apiKeys.some((one) => one.key === key))
      return { taxId, denomination, ...(group === undefined ? {} : { group }) };
  }
  return defaultSender;
};

const callerOf = (url: string, key: string) => (method: string, path: string, body: unknown) =>
  answered(`${url}${path}`, {
    method,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const answered = async (target: string, init: RequestInit): Promise<Response> => {
  const response = await reached(target, init);
  if (response.ok) return response;
  const hint = response.headers.get('x-send-sim-hint');
  const told = `${init.method} ${target.split('?')[0]} was refused with ${response.status}: ${await response.text()}`;
  throw new ConfigInvalid([told, ...(hint === null ? [] : [hint])]);
};
