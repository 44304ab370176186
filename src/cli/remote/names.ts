/** Commands against a running simulator. Apart from what they do, which is loaded when one of them is asked for. */
const remoteNames = ['clock', 'doctor', 'journal', 'reset', 'snapshot', 'verify'] as const;

export type RemoteName = (typeof remoteNames)[number];

export const isRemote = (command: string): command is RemoteName => remoteNames.some((name) => name === command);
