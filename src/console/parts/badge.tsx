import type { ComponentChildren } from 'preact';
import { statuses } from '../../text/console/statuses.js';
import type { NotificationStatus } from '../api/shapes.js';
import { say } from '../state/words.js';

/** `busy`: under way; `quiet`: neither good nor bad. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

/** A shape for each tone, so that colour is never the only sign. */
const shapes: Readonly<Record<Tone, string>> = {
  good: 'M3 8.5l3.5 3.5L13 4.5',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8v.2',
  busy: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5M8 5v3l2 1.5',
  quiet: 'M3.5 8h9',
};

export const Shape = ({ tone }: { readonly tone: Tone }) => (
  <svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={shapes[tone]} />
  </svg>
);

interface BadgeProps {
  readonly tone: Tone;
  readonly title?: string | undefined;
  readonly children: ComponentChildren;
}

export const Badge = ({ tone, title, children }: BadgeProps) => (
  <span class={`badge ${tone}`} title={title}>
    <Shape tone={tone} />
    <span>{children}</span>
  </span>
);

const statusTones: Readonly<Record<NotificationStatus, Tone>> = {
  IN_VALIDATION: 'busy',
  REFUSED: 'bad',
  ACCEPTED: 'busy',
  DELIVERING: 'busy',
  DELIVERED: 'good',
  VIEWED: 'good',
  EFFECTIVE_DATE: 'good',
  PAID: 'good',
  UNREACHABLE: 'warn',
  CANCELLED: 'quiet',
  RETURNED_TO_SENDER: 'warn',
};

export const toneOf = (status: NotificationStatus): Tone => statusTones[status] ?? 'quiet';

/** The status of a notification, in words; its code and meaning for whoever points at it. */
export const StatusBadge = ({ status }: { readonly status: NotificationStatus }) => (
  <Badge tone={toneOf(status)} title={`${status}: ${say(statuses[status].meaning)}`}>
    {say(statuses[status].word)}
  </Badge>
);
