import './styles.js';
import { render } from 'preact';
import { startLive } from './api/live.js';
import { App } from './app.js';
import { startClock } from './state/clock.js';
import { startMoves } from './state/moves.js';
import { startSandboxes } from './state/sandboxes.js';

startLive();
startClock();
startSandboxes();
startMoves();
const root = document.getElementById('console');
if (root !== null) render(<App />, root);
