import { useEffect } from 'preact/hooks';
import { sandboxes, shell, trouble } from '../text/console/shell.js';
import { tokenState } from './api/client.js';
import { connection } from './api/live.js';
import { pages } from './pages/index.js';
import { Empty } from './parts/notes.js';
import { ClockBar } from './shell/clock-bar.js';
import { Header } from './shell/header.js';
import { TokenForm } from './shell/token-form.js';
import { place, sandbox } from './state/route.js';
import { say } from './state/words.js';

const Content = () => {
  if (tokenState.value !== 'fine') return <TokenForm />;
  if (connection.value === 'gone') {
    return (
      <Empty title={say(sandboxes.gone, { id: sandbox.value })}>
        <p>{say(sandboxes.goneHint)}</p>
      </Empty>
    );
  }
  const Page = pages.find(({ id }) => id === place.value.page)?.component;
  if (Page === undefined) {
    return (
      <Empty title={say(shell.noSuchPage)}>
        <p>{say(shell.noSuchPageHint)}</p>
      </Empty>
    );
  }
  return (
    <>
      {connection.value === 'lost' && (
        <p class="note bad" role="alert">
          <strong>{say(trouble.unreachable)}.</strong> {say(trouble.unreachableHint)}
        </p>
      )}
      <Page />
    </>
  );
};

export const App = () => {
  const page = pages.find(({ id }) => id === place.value.page);
  const isBare = tokenState.value === 'fine' && page?.isBare?.(place.value) === true;
  const title = `${page === undefined ? '' : `${say(page.title)} · `}${say(shell.product)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {say(shell.skip)}
      </button>
      <p class="mark">{say(shell.mark)}</p>
      {!isBare && (
        <>
          <Header />
          <ClockBar />
        </>
      )}
      <main id="content" tabIndex={-1}>
        <Content />
      </main>
    </>
  );
};
