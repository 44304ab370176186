/** What all pages share; loaded before them, because their own styles refine it. */
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/life.css';
import './styles/shell.css';
