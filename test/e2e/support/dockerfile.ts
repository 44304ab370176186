/** One instruction of a Dockerfile, its continued lines joined. */
interface Instruction {
  readonly word: string;
  readonly text: string;
}

export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** Reads the plain form that our Dockerfile uses: no ARG, no here-documents. */
export const parseDockerfile = (text: string): readonly Stage[] => {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    const [image = '', , name] = rest.split(/\s+/);
    if (word === 'FROM') stages.push({ image, name, instructions: [] });
    else stages.at(-1)?.instructions.push({ word, text: rest });
  }
  return stages;
};

/** Texts of all instructions of a kind. */
export const instructions = (stage: Stage, word: string): readonly string[] =>
  stage.instructions.filter((instruction) => instruction.word === word).map(({ text }) => text);

/** Variables set by ENV, in the form `A=b C=d`. */
export const environmentOf = (stage: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    instructions(stage, 'ENV').flatMap((text) => text.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2))),
  );

/** `["node", "x"]`; undefined for the shell form, which puts a shell between the program and its signals. */
export const execForm = (text: string | undefined): readonly string[] | undefined => {
  const list = /^\[.*\]$/s.exec(text ?? '')?.[0];
  return list === undefined ? undefined : (JSON.parse(list) as string[]);
};
