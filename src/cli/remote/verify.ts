import { ConfigInvalid } from '../../config.js';
import type { RemoteCommand } from './command.js';
import { verifyChecklist } from './verify-checklist.js';
import { verifyFile } from './verify-file.js';

/**
 * `send-simulator verify <file> | --checklist [--junit FILE]`.
 * @returns 0; 5 when something is not passed
 * @throws ConfigInvalid
 */
export const verify: RemoteCommand = async (call) => {
  const [file, ...extra] = call.words;
  if (extra.length > 0) throw new ConfigInvalid([`verify: unexpected ${extra.join(' ')}; it takes one file`]);
  const isChecklist = call.own.checklist === true;
  if (isChecklist === (file !== undefined)) {
    const received = isChecklist ? 'both' : 'neither';
    throw new ConfigInvalid([`verify wants a file of expectations, or --checklist; received ${received}`]);
  }
  return file === undefined ? verifyChecklist(call) : verifyFile(call, file);
};
