/** The configuration of a start: one table of settings, read from flags, variables and a file. */
export { type CommandLine, fromCommandLine } from './config/command-line.js';
export { formOf, isCommand } from './config/commands.js';
export { addressVariable } from './config/given.js';
export { helpOn } from './config/help.js';
export { type Config, ConfigInvalid, loadConfig } from './config/load.js';
export { givenValues, printConfig } from './config/print.js';
export type { SettingValues } from './config/settings.js';
