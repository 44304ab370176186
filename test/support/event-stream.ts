/** One message of server-sent events, its data read as JSON. */
export interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Reads whole messages of server-sent events; comments and empty fields are left out. */
export const messagesIn = (text: string): readonly Message[] =>
  text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const fields = Object.fromEntries(
        block
          .split('\n')
          .filter((line) => !line.startsWith(':'))
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      return {
        ...(fields.id === undefined ? {} : { id: fields.id }),
        ...(fields.event === undefined ? {} : { event: fields.event }),
        ...(fields.data === undefined ? {} : { data: JSON.parse(fields.data) as Message['data'] & object }),
      };
    });

interface Following {
  readonly status: number;
  readonly headers: Headers;
  /** Reads on until a message is as wanted; answers all that came since the last call, that one included. */
  until(isWanted: (message: Message) => boolean): Promise<readonly Message[]>;
  /** Reads to the end of the stream. */
  rest(): Promise<readonly Message[]>;
  leave(): void;
}

/** Follows server-sent events over HTTP. */
export const follow = async (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Following> => {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let waiting: Message[] = [];
  /** False at the end. */
  const read = async (): Promise<boolean> => {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return false;
    text += chunk.value;
    const end = text.lastIndexOf('\n\n') + 2;
    if (end > 1) {
      waiting.push(...messagesIn(text.slice(0, end)));
      text = text.slice(end);
    }
    return true;
  };
  const take = (count: number): readonly Message[] => {
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return taken.filter(({ event }) => event !== undefined);
  };
  return {
    status: answer.status,
    headers: answer.headers,
    until: async (isWanted) => {
      for (;;) {
        const at = waiting.findIndex(isWanted);
        if (at >= 0) return take(at + 1);
        if (!(await read())) throw new Error(`the stream ended before it came: ${JSON.stringify(waiting)}`);
      }
    },
    rest: async () => {
      while (await read());
      return take(waiting.length);
    },
    leave: () => leaving.abort(),
  };
};
