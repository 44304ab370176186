import type { Said } from '../../text/said.js';
import type { StreamVersion } from './model.js';

const listed = (ids: readonly string[]): string => ids.join(', ') || '-';
/** Where the streams of a version are. */
const pathOf = (version: StreamVersion): string =>
  `/delivery-progresses${version === 'v10' ? '' : version.replace(/(\d)$/, '.$1').replace('v', '/v')}/streams`;

/** What to say about each refusal of `errors.ts`: the cause, what was received, how to repair. One line each. */
export const hints = {
  streamNotFound: (streamId: string): Said => ({
    it: `L’ente di questa chiave non ha uno stream ${streamId}: mai creato, eliminato, oppure disabilitato da più di 14 giorni; l’elenco è in GET /delivery-progresses/v2.9/streams`,
    en: `The body of this key has no stream ${streamId}: never created, deleted, or disabled more than 14 days ago; GET /delivery-progresses/v2.9/streams lists them`,
  }),
  noUuid: (replacedStreamId: string): Said => ({
    it: `replacedStreamId è "${replacedStreamId.slice(0, 100)}": deve essere un UUID, lo streamId dello stream da sostituire`,
    en: `replacedStreamId is "${replacedStreamId.slice(0, 100)}": it has to be a UUID, the streamId of the stream to replace`,
  }),
  tooManyStreams: (active: number, max: number): Said => ({
    it: `L’ente ha già ${active} stream attivi e il massimo è ${max}, contando tutte le versioni: disabilitane o eliminane uno, oppure indica in replacedStreamId quello da sostituire`,
    en: `The body already has ${active} active streams and the maximum is ${max}, all versions together: disable or delete one, or name in replacedStreamId the one to replace`,
  }),
  emptyGroups: (keyGroups: readonly string[]): Said => ({
    it: `La API key appartiene ai gruppi ${listed(keyGroups)} e groups è vuoto: indica almeno uno di questi gruppi, oppure usa una chiave senza gruppi`,
    en: `The API key belongs to the groups ${listed(keyGroups)} and groups is empty: give at least one of them, or use a key without groups`,
  }),
  foreignGroups: (foreign: readonly string[], allowed: readonly string[]): Said => ({
    it: `I gruppi ${listed(foreign)} non sono tra quelli ammessi per questa chiave (${listed(allowed)}): groups vuole gli id dei gruppi, non i nomi`,
    en: `The groups ${listed(foreign)} are not among those allowed for this key (${listed(allowed)}): groups takes ids of groups, not names`,
  }),
  groupMismatch: (streamGroups: readonly string[], keyGroups: readonly string[]): Said => ({
    it: `Lo stream è dei gruppi ${listed(streamGroups)} e la chiave dei gruppi ${listed(keyGroups)}: serve una chiave con tutti i gruppi dello stream, oppure senza gruppi`,
    en: `The stream belongs to the groups ${listed(streamGroups)} and the key to ${listed(keyGroups)}: a key with all groups of the stream is needed, or one without groups`,
  }),
  masterOnly: (keyGroups: readonly string[]): Said => ({
    it: `Lo stream è senza gruppi e la chiave appartiene ai gruppi ${listed(keyGroups)}: solo una chiave senza gruppi può leggerne gli eventi o modificarlo`,
    en: `The stream has no groups and the key belongs to ${listed(keyGroups)}: only a key without groups may read its events or change it`,
  }),
  versionMismatch: (streamVersion: StreamVersion, version: StreamVersion): Said => ({
    it: `Lo stream è stato creato con la versione ${streamVersion} e la chiamata usa la ${version}: usa ${pathOf(streamVersion)}, oppure sostituisci lo stream indicandolo in replacedStreamId`,
    en: `The stream was created with version ${streamVersion} and the call uses ${version}: use ${pathOf(streamVersion)}, or replace the stream by naming it in replacedStreamId`,
  }),
  updateOfDisabled: (disabledDate: string): Said => ({
    it: `Lo stream è disabilitato dal ${disabledDate}: si può ancora leggere o eliminare, non modificare; creane uno nuovo`,
    en: `The stream is disabled since ${disabledDate}: it can still be read or deleted, not changed; create a new one`,
  }),
  groupsOfUpdate: (
    streamGroups: readonly string[],
    requested: readonly string[],
    allowed: readonly string[] | undefined,
  ): Said => ({
    it: `Lo stream ha i gruppi ${listed(streamGroups)} e la richiesta ${listed(requested)}: i gruppi si possono solo aggiungere, non a uno stream che non ne ha${allowed ? `, e solo tra quelli ammessi per la chiave (${listed(allowed)})` : ''}`,
    en: `The stream has the groups ${listed(streamGroups)} and the request ${listed(requested)}: groups can only be added, not to a stream without any${allowed ? `, and only from those allowed for the key (${listed(allowed)})` : ''}`,
  }),
  alreadyDisabled: (disabledDate: string): Said => ({
    it: `Lo stream è già disabilitato dal ${disabledDate}: non si può disabilitare di nuovo né sostituire; crea uno stream senza replacedStreamId`,
    en: `The stream is disabled already, since ${disabledDate}: it cannot be disabled again or replaced; create a stream without replacedStreamId`,
  }),
  tooEarly: (waitMs: number, retryAfterMs: number): Said => ({
    it: `L’ultima pagina era vuota e chiedeva di attendere ${retryAfterMs} ms (intestazione retry-after): ne mancano ${waitMs}; questo ente ha enforceRetryAfter attivo`,
    en: `The last page was empty and asked for a pause of ${retryAfterMs} ms (header retry-after): ${waitMs} are left; this sender has enforceRetryAfter on`,
  }),
  /** What v1 does to a refusal that it has no status for. */
  inV1: ({ it, en }: Said, status: number): Said => ({
    it: `${it} (la v1 non conosce il ${status} e risponde 400)`,
    en: `${en} (v1 does not know ${status} and answers 400)`,
  }),
} as const;
