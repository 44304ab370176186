import type { ComponentType } from 'preact';
import { pageTitles } from '../../text/console/shell.js';
import type { Said } from '../state/words.js';
import { Calls } from './calls/calls.js';
import { Notifications } from './notifications/notifications.js';
import { Recipient } from './recipient/recipient.js';
import { Scenarios } from './scenarios/scenarios.js';
import { Soon } from './soon.js';
import { Time } from './time/time.js';

/** A page of the console: its address is `#/<sandbox>/<id>`, what follows is the page's own (`place.rest`, `place.query`). */
export interface ConsolePage {
  readonly id: string;
  readonly title: Said;
  readonly component: ComponentType;
}

/** All pages, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  { id: 'notifications', title: pageTitles.notifications, component: Notifications },
  { id: 'time', title: pageTitles.time, component: Time },
  { id: 'recipient', title: pageTitles.recipient, component: Recipient },
  { id: 'scenarios', title: pageTitles.scenarios, component: Scenarios },
  { id: 'streams', title: pageTitles.streams, component: Soon },
  { id: 'calls', title: pageTitles.calls, component: Calls },
  { id: 'checklist', title: pageTitles.checklist, component: Soon },
  { id: 'lesson', title: pageTitles.lesson, component: Soon },
];
