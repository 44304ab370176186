import { shell } from '../../text/console/shell.js';
import { Empty } from '../parts/notes.js';
import { say } from '../state/words.js';

/** Stands where a page is not built yet. */
export const Soon = () => <Empty title={say(shell.soon)} />;
