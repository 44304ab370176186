import { useEffect, useState } from 'preact/hooks';
import { shell, trouble } from '../../text/console/shell.js';
import { connection } from '../api/live.js';
import { pages } from '../pages/index.js';
import { Badge } from '../parts/badge.js';
import { keep } from '../state/kept.js';
import { linkTo, place } from '../state/route.js';
import { type Theme, theme, themes } from '../state/theme.js';
import { language, say } from '../state/words.js';
import { SandboxChooser } from './sandbox-chooser.js';

const themeWords = { auto: shell.themeAuto, light: shell.themeLight, dark: shell.themeDark } as const;

const connections = {
  open: { tone: 'good', word: trouble.live },
  connecting: { tone: 'busy', word: trouble.connecting },
  lost: { tone: 'warn', word: trouble.lost },
  gone: { tone: 'warn', word: trouble.gone },
} as const;

const Connection = () => {
  const state = connection.value;
  const { tone, word } = connections[state];
  return <Badge tone={tone}>{say(word)}</Badge>;
};

const Choices = () => (
  <div class="choices">
    <span role="status">
      <Connection />
    </span>
    <SandboxChooser />
    <label class="compact">
      <span>{say(shell.language)}</span>
      <select
        value={language.value}
        onChange={(event) => {
          language.value = event.currentTarget.value === 'it' ? 'it' : 'en';
          keep('language', language.value);
        }}
      >
        <option value="it" lang="it">
          Italiano
        </option>
        <option value="en" lang="en">
          English
        </option>
      </select>
    </label>
    <label class="compact">
      <span>{say(shell.theme)}</span>
      <select
        value={theme.value}
        onChange={(event) => {
          theme.value = event.currentTarget.value as Theme;
          keep('theme', theme.value);
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {say(themeWords[name])}
          </option>
        ))}
      </select>
    </label>
  </div>
);

const Navigation = () => (
  <nav aria-label={say(shell.navigation)}>
    <ul>
      {pages
        .filter(({ isAside }) => !isAside)
        .map(({ id, title }) => (
          <li key={id}>
            <a href={linkTo({ page: id })} aria-current={place.value.page === id ? 'page' : undefined}>
              {say(title)}
            </a>
          </li>
        ))}
      <li>
        <a href="/docs">{say(shell.apiPage)}</a>
      </li>
    </ul>
  </nav>
);

/** Name, mark, pages and choices; on a narrow page the latter two open with a button. */
export const Header = () => {
  const [isOpen, setOpen] = useState(false);
  const { page } = place.value;
  // A choice of a page closes the menu of a narrow screen.
  useEffect(() => setOpen(false), [page]);
  return (
    <header class={isOpen ? 'head open' : 'head'}>
      <div class="title-row">
        <a class="product" href={linkTo({ page: 'notifications' })}>
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M5 9h22v15H5zM5 9l11 9 11-9" />
          </svg>
          {say(shell.product)}
        </a>
        <button
          type="button"
          class="menu"
          aria-expanded={isOpen}
          aria-label={say(isOpen ? shell.closeMenu : shell.openMenu)}
          onClick={() => setOpen(!isOpen)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={isOpen ? 'M3 3l10 10M13 3L3 13' : 'M2 4h12M2 8h12M2 12h12'} />
          </svg>
        </button>
        <Choices />
      </div>
      <div class="nav-row">
        <Navigation />
      </div>
    </header>
  );
};
