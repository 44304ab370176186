import { type Command, commands, formOf, isCommand, type OwnFlag, takes } from './commands.js';
import { didYouMean, type Given, type Source } from './given.js';
import { type Setting, settingList } from './settings.js';
import type { ValueKind } from './value.js';

/** The flags that are no settings: they steer this one call. */
interface CallFlags {
  readonly config?: string;
  readonly printConfig: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export interface CommandLine extends Source {
  readonly command: Command;
  /** What stands behind the command. */
  readonly words: readonly string[];
  /** Values of the command's own flags, by name; read by their kind. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly flags: CallFlags;
}

const callFlagNames = ['config', 'print-config', 'help', 'version'] as const;
type CallFlag = (typeof callFlagNames)[number];

/** Everything that can stand behind two dashes: a setting, its negation, a flag of one call or of one command. */
type KnownFlag =
  | { readonly kind: 'setting'; readonly setting: Setting; readonly isNegated: boolean }
  | { readonly kind: 'own'; readonly flag: OwnFlag }
  | { readonly kind: 'call'; readonly name: CallFlag };

interface Written {
  readonly name: string;
  readonly flag: KnownFlag;
  /** Absent where nothing stood behind it. */
  readonly text?: string;
  readonly isInline: boolean;
}

const takesValue = (kind: ValueKind<unknown>): boolean => kind.placeholder !== undefined;

/**
 * The flags of all commands. Which command is meant is known only at the end of the line: a name that is a setting and a
 * command's own flag stands for the setting until then.
 */
const knownFlags = (): ReadonlyMap<string, KnownFlag> =>
  new Map<string, KnownFlag>([
    ...(Object.keys(commands) as Command[]).flatMap((command) =>
      Object.entries(formOf(command).flags).map(([name, flag]) => [name, { kind: 'own', flag }] as const),
    ),
    ...settingList.flatMap((setting): (readonly [string, KnownFlag])[] => {
      const flag = { kind: 'setting', setting, isNegated: false } as const;
      // `--sim-headers` and `--no-sim-headers` both stand for a yes/no setting.
      const negated = [`no-${setting.name}`, { ...flag, isNegated: true }] as const;
      return takesValue(setting.kind) ? [[setting.name, flag]] : [[setting.name, flag], negated];
    }),
    ...callFlagNames.map((name) => [name, { kind: 'call', name }] as const),
  ]);

/**
 * Splits the command line into command, words, settings, the command's own flags and those of this call. `--name value` and
 * `--name=value` are the same. Everything wrong is collected, nothing is thrown.
 */
export const fromCommandLine = (args: readonly string[]): CommandLine => {
  const known = knownFlags();
  const problems: string[] = [];
  const words: string[] = [];
  const written: Written[] = [];
  const unknown: string[] = [];
  const rest = [...args];

  const take = (name: string, inline: string | undefined): void => {
    const flag = known.get(name);
    if (!flag) {
      unknown.push(name);
      // Its value, if it has one, is no word of ours: one mistake is one message.
      if (inline === undefined && rest[0] !== undefined && !rest[0].startsWith('-')) rest.shift();
      return;
    }
    const wantsValue =
      flag.kind === 'call' ? flag.name === 'config' : takesValue((flag.kind === 'own' ? flag.flag : flag.setting).kind);
    const next = rest[0];
    const isNextMeant =
      next !== undefined &&
      (wantsValue
        ? !/^--?[a-z]/i.test(next)
        : flag.kind === 'setting' && !flag.isNegated && flag.setting.kind.words?.includes(next));
    const text = inline ?? (isNextMeant ? rest.shift() : undefined);
    if (wantsValue && text === undefined) problems.push(`--${name} wants a value behind it`);
    else written.push({ name, flag, ...(text === undefined ? {} : { text }), isInline: inline !== undefined });
  };

  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (flag?.[1] !== undefined) take(flag[1], flag[2]);
    else if (arg === '-h') take('help', undefined);
    else if (arg === '-v' || arg === '-V') take('version', undefined);
    else if (arg.startsWith('-')) problems.push(`unknown flag ${arg}; flags are written out, like --port`);
    else words.push(arg);
  }

  const [word = 'start', ...behind] = words;
  const command = isCommand(word) ? word : 'start';
  const form = formOf(command);
  if (!isCommand(word)) problems.push(`unknown command ${word}${didYouMean(word, Object.keys(commands))}`);
  else if (form.words === undefined)
    problems.push(...behind.map((more) => `${JSON.stringify(more)} behind ${word} means nothing`));

  const concerns = (flag: KnownFlag, name: string): boolean =>
    flag.kind === 'call' ||
    Object.hasOwn(form.flags, name) ||
    (flag.kind === 'setting' && takes(form, flag.setting.key));
  const names = [...known].filter(([name, flag]) => concerns(flag, name)).map(([name]) => `--${name}`);
  problems.push(...unknown.map((name) => `unknown flag --${name}${didYouMean(`--${name}`, names)}`));

  const ofCommand = written.filter(({ flag, name }) => {
    if (concerns(flag, name)) return true;
    problems.push(`--${name} means nothing to ${command}; send-simulator ${command} --help shows what does`);
    return false;
  });
  const calls = new Map<CallFlag, string>();
  const given: Given[] = [];
  const texts = new Map<string, readonly string[]>();
  for (const { name, flag, text, isInline } of ofCommand) {
    if (Object.hasOwn(form.flags, name)) {
      texts.set(name, [...(texts.get(name) ?? []), text ?? 'true']);
    } else if (flag.kind === 'call') {
      if (flag.name !== 'config' && isInline) problems.push(`--${name} takes no value`);
      else calls.set(flag.name, text ?? '');
    } else if (flag.kind === 'own') {
      // Of another command: refused above.
    } else if (flag.isNegated && isInline) {
      problems.push(`--${name} takes no value; write --${flag.setting.name}=${text} instead`);
    } else {
      given.push({ key: flag.setting.key, text: text ?? String(!flag.isNegated), from: `--${name}` });
    }
  }

  const config = calls.get('config');
  return {
    command,
    words: behind,
    given,
    own: ownValues(form.flags, texts, problems),
    problems,
    flags: {
      ...(config === undefined ? {} : { config }),
      printConfig: calls.has('print-config'),
      help: calls.has('help'),
      version: calls.has('version'),
    },
  };
};

const ownValues = (
  flags: Readonly<Record<string, OwnFlag>>,
  texts: ReadonlyMap<string, readonly string[]>,
  problems: string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...texts].map(([name, all]) => {
      const kind = flags[name]?.kind;
      const values = all.map((text) => {
        const value = kind?.read(text);
        if (value === undefined) problems.push(`${name}: received ${JSON.stringify(text)}; wanted: ${kind?.accepted}`);
        return value;
      });
      if (all.length > 1 && !kind?.join) problems.push(`${name}: given ${all.length} times`);
      return [name, kind?.join && !values.includes(undefined) ? kind.join(values) : values[0]];
    }),
  );
