import { render } from 'preact';
import { startLive } from '../api/live.js';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/parts.css';
import '../styles/shell.css';
import './docs.css';
import { DocsPage } from './docs-page.js';

startLive();
const root = document.getElementById('docs');
if (root !== null) render(<DocsPage />, root);
