import { ConfigInvalid } from '../../config.js';
import { nearest } from '../../text/nearest.js';
import { json, type RemoteCall, type RemoteCommand } from './command.js';

interface Loaded {
  readonly id: string;
  readonly clock: { readonly now: string };
  readonly senders: readonly { readonly name: string; readonly apiKeys: readonly { readonly key: string }[] }[];
  readonly renewedKeys: readonly { readonly name: string; readonly key: string }[];
}

const actions = ['save', 'load'] as const;

/**
 * `send-simulator snapshot save | load <file>`.
 * @throws ConfigInvalid
 */
export const snapshot: RemoteCommand = async (call) => {
  const [word, file, ...rest] = call.words;
  const action = actions.find((known) => known === word);
  if (!action) {
    const near = nearest(word ?? '', actions);
    const received = word === undefined ? 'nothing' : JSON.stringify(word);
    throw new ConfigInvalid([
      `snapshot wants save or load behind it, received ${received}${near ? `; did you mean ${near}?` : ''}`,
    ]);
  }
  if (file === undefined) throw new ConfigInvalid([`snapshot ${action} wants the path of a file behind it`]);
  if (rest.length > 0) throw new ConfigInvalid([`snapshot ${action}: unexpected ${rest.join(' ')}`]);
  return action === 'save' ? save(call, file) : load(call, file);
};

const save = async ({ sim, isJson, lang, print, during, writeFile }: RemoteCall, file: string): Promise<number> => {
  const label = { it: 'si scrive l’istantanea', en: 'the snapshot is being written' };
  const reading = { received: 0, length: 0 };
  const text = await during(
    label,
    sim.open('GET', '/snapshot').then((answer) => textOf(answer, reading)),
    () => (reading.length > 0 ? { share: reading.received / reading.length } : undefined),
  );
  writeFile(file, text);
  const bytes = Buffer.byteLength(text);
  const told = { it: `${file}: ${bytes} byte scritti`, en: `${file}: ${bytes} bytes written` };
  print(isJson ? json({ file, bytes }) : `${told[lang]}\n`);
  return 0;
};

/** The text of an answer; tells on the way how much of it is there. */
const textOf = async (answer: Response, reading: { received: number; length: number }): Promise<string> => {
  reading.length = Number(answer.headers.get('content-length') ?? 0);
  const pieces: Uint8Array[] = [];
  for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    reading.received += piece.length;
  }
  return Buffer.concat(pieces).toString('utf8');
};

const load = async ({ sim, isJson, lang, print, during, readFile }: RemoteCall, file: string): Promise<number> => {
  const body = readFile(file);
  if (body === undefined) throw new ConfigInvalid([`snapshot load: there is no file ${JSON.stringify(file)}`]);
  const label = { it: 'si riprende l’istantanea', en: 'the snapshot is being taken up' };
  const headers = { 'content-type': 'application/json' };
  const answer = await during(
    label,
    sim.open('POST', '/snapshot', { body, headers }).then((response) => response.json() as Promise<Loaded>),
  );
  if (isJson) {
    print(json(answer));
    return 0;
  }
  const { id, clock, renewedKeys } = answer;
  const told = {
    it: `${id}: ora è come ${file}, alle ${clock.now}`,
    en: `${id}: now as ${file} has it, at ${clock.now}`,
  };
  const renewed = {
    it: 'una chiave è di un’altra sandbox; al suo posto',
    en: 'a key belongs to another sandbox; in its place',
  };
  print(`${[told[lang], ...renewedKeys.map(({ name, key }) => `  ${name}: ${renewed[lang]} ${key}`)].join('\n')}\n`);
  return 0;
};
