import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { lesson as words } from '../../../text/console/lesson.js';
import type { ListedDocument, NotificationView } from '../../api/shapes.js';
import { type Life, useLife } from '../../life/read-life.js';
import { useStory } from '../../life/read-story.js';
import { Loaded, ProblemNote } from '../../parts/notes.js';
import { Viewer } from '../../parts/viewer.js';
import { number } from '../../state/format.js';
import { isMoving, moveUntil, outcome } from '../../state/moves.js';
import { goTo, linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { readView } from './read-view.js';
import { SlideCard } from './slide-card.js';
import { slidesOf, told } from './slides.js';

/** A notification told in large type, one step per press of a key. */
export const Stage = ({ id }: { readonly id: string }) => {
  const life = useLife(id);
  return (
    <div class="stage">
      <Loaded resource={life}>{(value) => <Show {...value} />}</Loaded>
    </div>
  );
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;

const toggleFullScreen = (): void => {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
};

/** Moves the clock until there is something more to tell. */
const goOn = (view: NotificationView, withSteps: boolean): Promise<void> => {
  const count = told(view, withSteps).length;
  return moveUntil(view.iun, async () => told(await readView(view.iun), withSteps).length > count);
};

const Show = ({ view, documents }: Life) => {
  const { query, sandbox } = place.value;
  const narrates = query.narration !== 'off';
  const withSteps = query.technical === 'on';
  const story = useStory(query.story ?? view.scenario ?? '');
  const slides = slidesOf(view, story, withSteps);
  const at = Math.min(Math.max(0, Number(query.step ?? 0) || 0), slides.length - 1);
  const slide = slides[at];
  const [paper, setPaper] = useState<ListedDocument>();

  const forward = async (): Promise<void> => {
    if (isMoving.value) return;
    if (at < slides.length - 1) refine({ step: String(at + 1) });
    else if (slide?.kind !== 'closing') {
      await goOn(view, withSteps);
      refine({ step: String(at + 1) });
    }
  };
  const backward = (): void => refine({ step: String(Math.max(0, at - 1)) });
  const leave = (): void => goTo({ sandbox, page: 'lesson' });
  const acts: Readonly<Record<string, () => void>> = {
    ArrowRight: () => void forward(),
    PageDown: () => void forward(),
    ' ': () => void forward(),
    ArrowLeft: backward,
    PageUp: backward,
    n: () => refine({ narration: narrates ? 'off' : '' }),
    t: () => refine({ technical: withSteps ? '' : 'on', step: '0' }),
    f: toggleFullScreen,
    Escape: leave,
  };
  const current = useRef(acts);
  current.current = acts;
  // Before the page is shown: whoever sees the slide may press a key.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, target } = event;
      // A button that has the focus is pressed by space.
      if (isTyping(target) || (key === ' ' && target instanceof HTMLButtonElement)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = current.current[key.length === 1 ? key.toLowerCase() : key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  if (slide === undefined) return null;
  const problem = outcome.value?.kind === 'problem' ? outcome.value.problem : undefined;
  return (
    <>
      <div class="progress" aria-hidden="true">
        {slides.map((one, i) => (
          <span
            key={one.kind === 'happening' ? one.happening.id : one.kind}
            class={`${i <= at ? 'seen' : ''} ${one.kind === 'happening' ? one.happening.tone : 'quiet'}`}
          />
        ))}
      </div>
      <SlideCard slide={slide} view={view} documents={documents ?? []} narrates={narrates} onPaper={setPaper} />
      {problem !== undefined && <ProblemNote problem={problem} />}
      <footer class="controls">
        <button type="button" disabled={at === 0} onClick={backward}>
          ← {say(words.backward)}
        </button>
        <button
          type="button"
          class="primary"
          disabled={isMoving.value || slide.kind === 'closing'}
          onClick={() => void forward()}
        >
          {say(words.forward)} →
        </button>
        <span class="soft" role="status">
          {say(words.progress, { n: number(at + 1), all: number(slides.length) })}
        </span>
        <button type="button" class="plain" aria-pressed={narrates} onClick={acts.n}>
          {say(words.narration)} (N)
        </button>
        <button type="button" class="plain" aria-pressed={withSteps} onClick={acts.t}>
          {say(words.technical)} (T)
        </button>
        <button type="button" class="plain" onClick={toggleFullScreen}>
          {say(words.fullScreen)} (F)
        </button>
        <a class="button" href={linkTo({ page: 'lesson' })}>
          {say(words.leave)} (Esc)
        </a>
      </footer>
      {paper !== undefined && <Viewer document={paper} onClose={() => setPaper(undefined)} />}
    </>
  );
};
