import { spawnSync } from 'node:child_process';

interface Where {
  readonly cwd: string;
  /** Beside the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** @returns what it printed. @throws where it ended badly */
export const node = (args: readonly string[], { cwd, env }: Where): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
};

/** By way of Node: on Windows npm itself is a script that only a shell can start. */
export const npm = (args: readonly string[], where: Where): string => {
  const script = process.env.npm_execpath;
  if (script === undefined) throw new Error('start this with npm run');
  return node([script, '--no-audit', '--no-fund', '--prefer-offline', ...args], where);
};

export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** `npm pack` of a folder that is built, into another one. */
export const pack = (cwd: string, target: string): Packed => {
  const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', target], { cwd })) as [Packed];
  return packed;
};
