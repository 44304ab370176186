import { type Agenda, createAgenda } from '../../../src/clock/agenda.js';
import { days, type Instant, parseInstant } from '../../../src/clock/instant.js';
import type { Incident } from '../../../src/send/downtime/model.js';
import { createDowntimeRoom, type DowntimeOptions, type DowntimeRoom } from '../../../src/send/downtime/service.js';
import { aRoomContext, type FakeContext } from '../../support/room-context.js';

export const instant = (text: string): Instant => {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`no instant: ${text}`);
  return at;
};

/** A closed incident with its certificate; without an end it is open. */
export const anIncident = (startedAt: string, endedAt?: string, change: Partial<Incident> = {}): Incident => ({
  id: startedAt,
  functionality: 'NOTIFICATION_CREATE',
  startedAt: instant(startedAt),
  ...(endedAt === undefined
    ? {}
    : {
        endedAt: instant(endedAt),
        certificate: { legalFactId: 'key', availableAt: instant(endedAt), birth: { at: days(0) } },
      }),
  ...change,
});

export interface DowntimeBench {
  readonly room: DowntimeRoom;
  readonly agenda: Agenda;
  readonly context: FakeContext;
}

export const aDowntimeRoom = (
  options: DowntimeOptions = { retention: 'platform' },
  context: FakeContext = aRoomContext(),
): DowntimeBench => {
  const agenda = createAgenda();
  return { room: createDowntimeRoom(context, agenda, options), agenda, context };
};
