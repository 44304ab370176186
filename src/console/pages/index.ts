import type { ComponentType } from 'preact';
import { pageTitles } from '../../text/console/shell.js';
import type { Place } from '../state/place.js';
import type { Said } from '../state/words.js';
import { Calls } from './calls/calls.js';
import { Checklist } from './checklist/checklist.js';
import { Lesson } from './lesson/lesson.js';
import { Notifications } from './notifications/notifications.js';
import { Recipient } from './recipient/recipient.js';
import { Scenarios } from './scenarios/scenarios.js';
import { StoryPage } from './story/story.js';
import { Streams } from './streams/streams.js';
import { Time } from './time/time.js';

/** A page of the console: its address is `#/<sandbox>/<id>`, what follows is the page's own (`place.rest`, `place.query`). */
interface ConsolePage {
  readonly id: string;
  readonly title: Said;
  readonly component: ComponentType;
  /** Stands in no navigation: other pages lead to it. */
  readonly isAside?: true;
  /** Where the page wants the whole screen, without head and clock. */
  readonly isBare?: (place: Place) => boolean;
}

/** All pages, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  { id: 'notifications', title: pageTitles.notifications, component: Notifications },
  { id: 'time', title: pageTitles.time, component: Time },
  { id: 'recipient', title: pageTitles.recipient, component: Recipient },
  { id: 'scenarios', title: pageTitles.scenarios, component: Scenarios },
  { id: 'streams', title: pageTitles.streams, component: Streams },
  { id: 'calls', title: pageTitles.calls, component: Calls },
  { id: 'checklist', title: pageTitles.checklist, component: Checklist },
  { id: 'lesson', title: pageTitles.lesson, component: Lesson, isBare: ({ rest }) => rest.length > 0 },
  { id: 'story', title: pageTitles.story, component: StoryPage, isAside: true },
];
