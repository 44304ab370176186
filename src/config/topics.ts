/** What `help <topic>` tells beside the commands: paragraphs, and lines that are shown as they are. */
interface Topic {
  readonly paragraphs: readonly string[];
  readonly lines: readonly string[];
}

export const topics: Readonly<Record<string, Topic>> = {
  faults: {
    paragraphs: [
      'Faults make the next calls of a client go wrong, in one sandbox. They are put in with POST /_sim/faults, or stand under "faults" in a scenario file; GET /_sim/faults lists them, DELETE removes them. A fault acts once, unless "times" says otherwise.',
      '"match" says which calls: operation (sendNewNotification*, uploadObject, …), method, path, iun. "after" lets so many go first, "probability" draws by the seed. The journal and the header x-send-sim-fault name the fault that acted.',
      '"do" says what happens:',
    ],
    lines: [
      '{"status": 503}                                   an answer of the gateway, nothing is done',
      '{"status": 429, "headers": {"retry-after": "3"}}  the same, with a header',
      '{"delay": "2500ms"}                               the answer comes late, in real time',
      '{"drop": "before"}                                the connection ends, nothing is done',
      '{"drop": "after"}                                 it is done, and the answer is lost',
      '{"truncate": 100}                                 the answer ends after so many bytes',
      '{"body": "{\\"a\\":"}                               another body, here one that is no JSON',
      '{"stream": "duplicate"}                           events twice (late: none yet, gap: one less)',
      '',
      'curl -X POST http://127.0.0.1:7363/_sim/faults -H "content-type: application/json" \\',
      '  -d \'{"match": {"operation": "sendNewNotification*"}, "do": {"drop": "after"}}\'',
    ],
  },
};
