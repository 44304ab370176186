import type { Agenda, AgendaItem } from '../../clock/agenda.js';
import { type Instant, plus } from '../../clock/instant.js';
import type { Room, RoomContext } from '../../sandbox/room.js';
import type { DowntimeCertificate } from '../legal-fact/document.js';
import { archiveAge, certificateDelay, certificateDocumentType, functionalities } from './facts.js';
import type { DowntimeChange, Functionality, Incident } from './model.js';

export type { Incident } from './model.js';

/** Kind of the work that is planned when an incident ends. */
export const certificateKind = 'downtime.certificate';

/** The malfunctions of the platform in one sandbox. They change nothing else: the platform goes on answering. */
export interface DowntimeRoom extends Room<DowntimeChange> {
  /** All incidents, in the order in which they began. */
  all(): readonly Incident[];
  /** The open ones, at most one per functionality, in the order of the functionalities. */
  open(): readonly Incident[];
  find(id: string): Incident | undefined;
  /** A malfunction begins now. @throws Error where one of that functionality is open */
  declare(functionality: Functionality): Incident;
  /** It ends now, and its certificate follows two minutes later. @throws Error where it is over */
  close(id: string): Incident;
  /** Issues the certificate that the item of the agenda is about. */
  execute(item: AgendaItem): readonly string[];
  /** The incident that a certificate is about, and the document itself. */
  certified(legalFactId: string): Certified | undefined;
}

interface Certified {
  readonly document: DowntimeCertificate;
  /** Too old to be given at once. */
  readonly isArchived: boolean;
}

export interface DowntimeOptions {
  /** `off`: nothing goes to the archive. */
  readonly retention: 'platform' | 'off';
}

const itemId = (id: string): string => `downtime#${id}`;

export const createDowntimeRoom = (
  context: RoomContext,
  agenda: Pick<Agenda, 'add' | 'remove'>,
  { retention }: DowntimeOptions,
): DowntimeRoom => {
  const incidents = new Map<string, Incident>();
  const { seed, time } = context;

  const known = (id: string): Incident => {
    const found = incidents.get(id);
    if (!found) throw new Error(`no incident ${id}`);
    return found;
  };
  const open = (): readonly Incident[] =>
    functionalities.flatMap((functionality) =>
      [...incidents.values()].filter((one) => one.functionality === functionality && one.endedAt === undefined),
    );

  const planCertificate = ({ id, functionality }: Incident, endedAt: Instant): void =>
    agenda.add({
      id: itemId(id),
      at: plus(endedAt, certificateDelay),
      kind: certificateKind,
      why: {
        it: `L’attestazione del malfunzionamento di ${functionality} è pronta due minuti dopo la sua fine`,
        en: `The certificate of the malfunction of ${functionality} is ready two minutes after its end`,
      },
    });

  const room: DowntimeRoom = {
    name: 'downtime',
    all: () => [...incidents.values()],
    open,
    find: (id) => incidents.get(id),
    declare: (functionality) => {
      if (open().some((one) => one.functionality === functionality)) throw new Error(`${functionality} is open`);
      const id = seed.uuid('incident', seed.next('incident'));
      context.record(room, { kind: 'opened', id, functionality });
      return known(id);
    },
    close: (id) => {
      if (known(id).endedAt !== undefined) throw new Error(`the incident ${id} is over`);
      context.record(room, { kind: 'closed', id });
      return known(id);
    },
    execute: (item) => {
      const incident = [...incidents.values()].find(({ id }) => itemId(id) === item.id);
      if (!incident) throw new Error(`the agenda names an incident that does not exist: ${item.id}`);
      const hex = seed.bytes('document', `downtime/${incident.id}`, 16).toString('hex');
      const legalFactId = `${certificateDocumentType}-${hex}.pdf`;
      context.record(room, { kind: 'certified', id: incident.id, legalFactId });
      return [];
    },
    certified: (legalFactId) => {
      const incident = [...incidents.values()].find(({ certificate }) => certificate?.legalFactId === legalFactId);
      if (!incident?.certificate || incident.endedAt === undefined) return undefined;
      const { functionality, startedAt, endedAt, certificate } = incident;
      const age = time.storageNow() - certificate.birth.at;
      return {
        isArchived: retention === 'platform' && age > archiveAge,
        document: {
          kind: 'DOWNTIME',
          incidentId: incident.id,
          issuedAt: certificate.availableAt,
          functionality,
          startedAt,
          endedAt,
        },
      };
    },
    apply: ({ data, at, birth }) => {
      if (data.kind === 'kept') {
        const { incident } = data;
        incidents.set(incident.id, incident);
        if (incident.endedAt !== undefined && !incident.certificate) planCertificate(incident, incident.endedAt);
        return;
      }
      if (data.kind === 'opened') {
        incidents.set(data.id, { id: data.id, functionality: data.functionality, startedAt: at });
        return;
      }
      const incident = known(data.id);
      if (data.kind === 'closed') {
        incidents.set(incident.id, { ...incident, endedAt: at });
        planCertificate(incident, at);
        return;
      }
      incidents.set(incident.id, {
        ...incident,
        certificate: { legalFactId: data.legalFactId, availableAt: at, birth },
      });
      agenda.remove(itemId(incident.id));
    },
    reset: () => {
      for (const id of incidents.keys()) agenda.remove(itemId(id));
      incidents.clear();
    },
    counts: () => ({ incidents: incidents.size }),
    snapshot: () => [...incidents.values()].map((incident) => ({ kind: 'kept', incident })),
  };
  return room;
};
