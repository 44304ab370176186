import { pageTitles } from '../../../text/console/shell.js';
import { place } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Log } from './log.js';
import { OneCall } from './one-call.js';
import './calls.css';

/** What programs called: the log, or one call in full. */
export const Calls = () => {
  const [id] = place.value.rest;
  if (id !== undefined) return <OneCall id={id} key={id} />;
  return (
    <>
      <h1>{say(pageTitles.calls)}</h1>
      <Log />
    </>
  );
};
