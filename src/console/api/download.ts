import { openSim } from './client.js';

/** Saves what `/_sim` answers as a file: a plain link would go without the token. @throws CallProblem */
export const download = async (
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  name: string,
): Promise<void> => {
  const address = URL.createObjectURL(await (await openSim('GET', path, { query })).blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
