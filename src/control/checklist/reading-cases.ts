import type { Said } from '../../text/said.js';
import type { Evidence } from './evidence.js';
import type { Case, Check, Verdict } from './model.js';
import { proven } from './verdict.js';

/**
 * TC-INVIO-03, TC-INVIO-04 and TC-COSTO-01.
 *
 * Source: pn-local-emulator `src/domain/checks/tcInvio03.ts`, `tcInvio04.ts`, `tcCosto01.ts`
 */

const steps = {
  create: { it: '1. Creazione', en: '1. Creation' },
  consume: { it: '2. Lettura', en: '2. Reading' },
  acceptance: { it: 'Evento di accettazione', en: 'Event of the acceptance' },
  document: { it: '1. Documento notificato', en: '1. Notified document' },
  payment: { it: '2. Modulo pagoPA', en: '2. pagoPA form' },
  legalFact: { it: '3. Attestazioni opponibili a terzi', en: '3. Legal facts' },
  request: { it: '1. Richiesta di notifica', en: '1. Notification request' },
  price: { it: '2. Costo', en: '2. Price' },
} as const satisfies Readonly<Record<string, Said>>;

const noRead: Said = { it: 'nessuna lettura di uno stream', en: 'no stream was read' };

const streamChecks: readonly Check[] = [
  {
    code: '03.1',
    group: [steps.create],
    proves: { it: 'È stato creato uno stream di timeline?', en: 'Was a timeline stream created?' },
    how: {
      it: 'una creazione con eventType TIMELINE e risposta 200',
      en: 'a creation with eventType TIMELINE, answered 200',
    },
    judge: ({ streams: { streams, timeline } }) => {
      const why = { it: 'nessuno stream TIMELINE creato', en: 'no TIMELINE stream was created' };
      const compat = streams.values().some(({ created, isTimeline, isRemoved }) => created && isTimeline && !isRemoved);
      return proven([timeline], why, { compat });
    },
  },
  {
    code: '03.2',
    group: [steps.consume],
    proves: { it: 'È stato letto, con il suo id?', en: 'Was it read, by its id?' },
    how: {
      it: 'una lettura con almeno un evento di uno stream creato qui',
      en: 'a read with at least one event of a stream that was created here',
    },
    judge: ({ streams: { streams, read, anyRead } }) => {
      const why = anyRead ? { it: 'nessuna lettura ha portato eventi', en: 'no read brought events' } : noRead;
      const compat = streams.values().some((stream) => stream.created && stream.read && !stream.isRemoved);
      return proven(read ?? [undefined], why, { compat, nearest: [anyRead] });
    },
  },
  {
    code: '03.3',
    group: [steps.consume, steps.acceptance],
    proves: { it: 'È arrivata l’accettazione?', en: 'Did the acceptance arrive?' },
    how: { it: 'un evento letto ha newStatus ACCEPTED', en: 'an event that was read has newStatus ACCEPTED' },
    judge: ({ streams: { accepted, anyRead } }) =>
      proven([accepted], anyRead ? noEvent('newStatus ACCEPTED') : noRead, { nearest: [anyRead] }),
  },
  {
    code: '03.4',
    group: [steps.consume, steps.acceptance],
    proves: { it: 'È arrivato lo IUN?', en: 'Did the IUN arrive?' },
    how: { it: 'un evento letto ha iun', en: 'an event that was read has iun' },
    judge: ({ streams: { iun, anyRead } }) => proven([iun], anyRead ? noEvent('iun') : noRead, { nearest: [anyRead] }),
  },
  {
    code: '03.5',
    group: [steps.consume],
    proves: { it: 'È stata rispettata la pausa tra le letture?', en: 'Was the pause between reads kept?' },
    how: {
      it: 'ogni lettura segue di almeno un secondo la precedente dello stesso stream; lo strumento di PagoPA misura tra tutti gli stream. Contano il tempo reale e gli avanzamenti chiesti all’orologio',
      en: 'each read follows the one before it on the same stream by at least a second; PagoPA’s tool measures over all streams. Real time counts, and what the clock was told to advance',
    },
    judge: ({ streams: { hasty, hastyCompat, last } }) => {
      const compat = hastyCompat === undefined;
      if (!hasty) return { state: 'passed', compat, calls: last ? [last.proof] : [] };
      const [before, after] = hasty;
      const why = {
        it: `${after.id} segue ${before.id} di meno di un secondo`,
        en: `${after.id} follows ${before.id} by less than a second`,
      };
      return { state: 'failed', compat, calls: hasty, why };
    },
  },
  {
    code: '03.6',
    group: [steps.consume],
    proves: { it: 'Gli eventi sono stati consumati bene?', en: 'Were the events consumed properly?' },
    how: {
      it: 'una sola lettura ha un evento con newStatus ACCEPTED e uno con iun',
      en: 'one single read has an event with newStatus ACCEPTED and one with iun',
    },
    judge: ({ streams: { both, accepted, iun, anyRead } }) =>
      proven([both], anyRead ? noEvent('newStatus ACCEPTED, iun') : noRead, { nearest: [accepted ?? iun ?? anyRead] }),
  },
];

const noEvent = (what: string): Said => ({
  it: `nessuna lettura ha portato ${what}`,
  en: `no read brought ${what}`,
});

const noMetadata = (path: string): Said => ({
  it: `nessuna chiamata GET ${path} con risposta 200`,
  en: `no call GET ${path} was answered 200`,
});
const notDownloaded: Said = {
  it: 'il link ricevuto non è stato usato, o non così com’era',
  en: 'the link that was given was not used, or not as it was',
};

const asked: Check['proves'] = { it: 'Ne sono stati chiesti i metadati?', en: 'Were its metadata asked for?' };
const downloaded: Check['proves'] = { it: 'È stato scaricato?', en: 'Was it downloaded?' };
const byLink: Said = {
  it: 'un GET del link nei metadati, con percorso e query intatti',
  en: 'a GET of the link in the metadata, path and query untouched',
};

const documentPath = '/delivery/notifications/sent/{iun}/attachments/documents/{docIdx}';
const paymentPath = '/delivery/notifications/sent/{iun}/attachments/payment/{recipientIdx}/PAGOPA';
const legalFactPath = '/delivery-push/{iun}/download/legal-facts/{legalFactId}';

const downloadChecks: readonly Check[] = [
  {
    code: '04.1',
    group: [steps.document],
    proves: asked,
    how: { it: `GET ${documentPath}, risposta 200`, en: `GET ${documentPath}, answered 200` },
    judge: ({ downloads: { document } }) => proven([document.asked], noMetadata(documentPath)),
  },
  {
    code: '04.2',
    group: [steps.document],
    proves: downloaded,
    how: byLink,
    judge: ({ downloads: { document } }) =>
      proven(
        [document.done?.asked, document.done?.downloaded],
        document.asked ? notDownloaded : noMetadata(documentPath),
        { nearest: [document.asked] },
      ),
  },
  {
    code: '04.3',
    group: [steps.payment],
    proves: asked,
    how: { it: `GET ${paymentPath}, risposta 200`, en: `GET ${paymentPath}, answered 200` },
    judge: ({ downloads: { payment } }) => proven([payment.asked], noMetadata(paymentPath)),
  },
  {
    code: '04.4',
    group: [steps.payment],
    proves: downloaded,
    how: byLink,
    judge: ({ downloads: { payment } }) =>
      proven([payment.done?.asked, payment.done?.downloaded], payment.asked ? notDownloaded : noMetadata(paymentPath), {
        compat: payment.asked !== undefined && payment.anyDone !== undefined,
        nearest: [payment.asked],
      }),
  },
  {
    code: '04.5',
    group: [steps.legalFact],
    proves: asked,
    how: {
      it: `GET ${legalFactPath}, risposta 200, per un id (senza safestorage://) che sta nella timeline del dettaglio letto con GET /delivery/…/notifications/sent/{iun}`,
      en: `GET ${legalFactPath}, answered 200, of an id (without safestorage://) in the timeline of the detail that was read with GET /delivery/…/notifications/sent/{iun}`,
    },
    judge: ({ downloads }) => {
      const { named, any } = downloads.legalFact;
      return proven([named?.detail, named?.fetched.asked], whyNotNamed(downloads), { nearest: [any] });
    },
  },
  {
    code: '04.6',
    group: [steps.legalFact],
    proves: downloaded,
    how: byLink,
    judge: ({ downloads }) => {
      const { named, done, anyDone } = downloads.legalFact;
      const compat = named !== undefined && anyDone !== undefined;
      return proven([done?.fetched.asked, done?.fetched.downloaded], named ? notDownloaded : whyNotNamed(downloads), {
        compat,
        nearest: [named?.fetched.asked],
      });
    },
  },
];

const whyNotNamed = ({ detail, legalFact: { any } }: Evidence['downloads']): Said => {
  if (!any) return noMetadata(legalFactPath);
  return detail
    ? {
        it: 'il dettaglio letto non nomina questo documento',
        en: 'the detail that was read does not name this document',
      }
    : { it: 'il dettaglio della notifica non è stato letto', en: 'the detail of the notification was not read' };
};

/** A sender that only uses ASYNC may leave the case out: the platform tells pagoPA the price. */
const unlessAsync =
  (judge: Check['judge']): Check['judge'] =>
  (evidence) => {
    const { paying, async } = evidence.sends;
    const verdict: Verdict = judge(evidence);
    return verdict.state === 'failed' && paying > 0 && paying === async ? { ...verdict, state: 'notNeeded' } : verdict;
  };

const noPrice: Said = {
  it: 'nessuna chiamata GET /delivery/…/price/{paTaxId}/{noticeCode}',
  en: 'no call GET /delivery/…/price/{paTaxId}/{noticeCode}',
};

const priceChecks: readonly Check[] = [
  {
    code: 'C.1',
    group: [steps.request],
    proves: { it: 'Il creditore è il mittente?', en: 'Is the sender the creditor?' },
    how: {
      it: 'una richiesta ha un pagamento con creditorTaxId uguale a senderTaxId',
      en: 'a request has a payment whose creditorTaxId is the senderTaxId',
    },
    judge: unlessAsync(({ sends: { having, any } }) =>
      proven(
        [having.ownCreditor],
        {
          it: 'nessuna richiesta con un pagamento del mittente stesso',
          en: 'no request with a payment to the sender itself',
        },
        { nearest: [any] },
      ),
    ),
  },
  {
    code: 'C.2',
    group: [steps.price],
    proves: { it: 'È stato chiesto un costo?', en: 'Was a price asked for?' },
    how: { it: 'una chiamata del costo, qualunque sia la risposta', en: 'a price call, whatever was answered' },
    judge: unlessAsync(({ prices: { any } }) => proven([any], noPrice)),
  },
  {
    code: 'C.3',
    group: [steps.price],
    proves: { it: 'Quello di quel pagamento?', en: 'The one of that payment?' },
    how: {
      it: 'il costo, risposta 200, di un avviso inviato il cui creditore è il mittente',
      en: 'the price, answered 200, of a notice that was sent and whose creditor is the sender',
    },
    judge: unlessAsync(({ prices: { priced, any }, sends: { having } }) =>
      proven(
        priced ?? [undefined],
        any
          ? {
              it: 'chiesto, ma non per un avviso inviato con il mittente come creditore',
              en: 'asked, but not for a notice that was sent with the sender as creditor',
            }
          : noPrice,
        { nearest: [any, having.ownCreditor] },
      ),
    ),
  },
];

export const readingCases: readonly Case[] = [
  {
    id: 'TC-INVIO-03',
    title: { it: 'IUN e stati da uno stream', en: 'IUN and states through a stream' },
    checks: streamChecks,
  },
  {
    id: 'TC-INVIO-04',
    title: { it: 'Documenti e attestazioni', en: 'Documents and legal facts' },
    checks: downloadChecks,
  },
  {
    id: 'TC-COSTO-01',
    title: { it: 'Costo della notifica', en: 'Price of a notification' },
    checks: priceChecks,
  },
];
