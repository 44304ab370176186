import type { NotificationView } from '../../api/shapes.js';
import { ahead, type Happening, happened } from '../../life/happening.js';
import type { Story } from '../../life/read-story.js';

/** One step of a lesson: what one press of a key shows. */
export type Slide =
  | { readonly kind: 'opening'; readonly story: Story | undefined }
  | { readonly kind: 'happening'; readonly happening: Happening; readonly next: Happening | undefined }
  | { readonly kind: 'closing'; readonly story: Story | undefined };

/** What happened and is told, in order. */
export const told = (view: NotificationView, withSteps: boolean): readonly Happening[] =>
  happened(view).filter(({ isStep }) => withSteps || !isStep);

/**
 * The slides as far as the story has gone. Between the opening and what has not happened yet stands one slide for each thing
 * that happened; the closing comes when nothing is planned any more.
 */
export const slidesOf = (view: NotificationView, story: Story | undefined, withSteps: boolean): readonly Slide[] => {
  const past = told(view, withSteps);
  const planned = ahead(view)[0];
  const slides = past.map((happening, i): Slide => ({ kind: 'happening', happening, next: past[i + 1] ?? planned }));
  return [
    { kind: 'opening', story },
    ...slides,
    ...(planned === undefined && past.length > 0 ? [{ kind: 'closing', story } as const] : []),
  ];
};
