/** A YAML text, or a JSON one, with the places of what it says; or the first thing that is wrong with it. */
type ReadYaml =
  | {
      readonly value: unknown;
      /** `line:column` of a property: of the innermost one that is there. */
      readonly placeOf: (path: readonly string[]) => string;
    }
  | { readonly broken: string; readonly place: string };

/** Reads without tags of its own, and without aliases that grow. */
export const readYaml = async (text: string): Promise<ReadYaml> => {
  // Loaded only here: whoever has no such file does not pay for the parser.
  const { isNode, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false, logLevel: 'silent' });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) return { broken: broken.message, place: place(broken.pos[0]) };
  const placeOf = (path: readonly string[]): string => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return place(node.range[0]);
    }
    return '1:1';
  };
  return { value: document.toJS({ maxAliasCount: 100 }), placeOf };
};

/** The steps of a path as problems of `/_sim` name it: `expect.0.where`, `senders[1].taxId`. */
export const stepsOf = (path: string): readonly string[] => path.split(/[.[\]:]+/).filter((step) => step !== '');
