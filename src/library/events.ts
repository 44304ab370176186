import { open, type Way } from './control.js';

/** Something that happened in a sandbox; what `data` holds follows from `event`. */
export interface SimulatorEvent {
  /** For `since`; the id of the last one that had one. */
  readonly id: string | undefined;
  /** `dropped`: so many were not read in time. `end`: the last one, with its reason. */
  readonly event: 'journal' | 'timeline' | 'clock' | 'scenario' | 'dropped' | 'end';
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventOptions {
  /** Id of an event: what came after it comes first; `e0` for all that are kept. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

const fieldsOf = (block: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2)]] : [];
    }),
  );

/**
 * Follows what happens from the moment on at which this resolves; ends when the loop over it is left, the signal comes,
 * or the simulator says `end`.
 */
export const followEvents = async (
  way: Way,
  sandbox: string,
  { since, signal }: EventOptions = {},
): Promise<AsyncIterable<SimulatorEvent>> => {
  const options = { query: { since }, ...(signal === undefined ? {} : { signal }) };
  const { body } = await open(way, sandbox, 'GET', '/events', options);
  return eventsOf(body as ReadableStream<Uint8Array>);
};

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SimulatorEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  let id: string | undefined;
  for await (const chunk of body) {
    const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    for (const fields of blocks.map(fieldsOf)) {
      id = fields.id ?? id;
      if (fields.event === undefined || fields.data === undefined) continue;
      yield { id, event: fields.event as SimulatorEvent['event'], data: JSON.parse(fields.data) };
      if (fields.event === 'end') return;
    }
  }
}
