import type { Language } from '../text/said.js';
import type { Answer, DemoClient, UploadSlot } from './demo-client.js';
import type { DemoPage, ShownDetail, ShownPrice } from './demo-page.js';
import { phrases } from './demo-words.js';

interface RequestStatus {
  readonly notificationRequestStatus: string;
  /** Only when accepted. */
  readonly iun?: string;
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly executedCount: number;
}

/** An entry of the list of legal facts. */
export interface ListedFact {
  readonly legalFactsId: { readonly key: string; readonly category: string };
}

/** The calls of a sender's program in the order of a life; each is told in one line as soon as it is answered. */
export interface DemoCalls {
  /** The stream of the demo: a new one, or that of an earlier run on the same data. @returns its id */
  stream(): Promise<string>;
  /** Events that were not read before. @returns id of the last one, or the one that was given */
  events(streamId: string, after: string | undefined): Promise<string | undefined>;
  /** A slot for each file, in their order. */
  preload(sha256Base64: readonly string[]): Promise<readonly UploadSlot[]>;
  /** @returns version of the stored file */
  upload(slot: UploadSlot, pdf: Uint8Array, sha256Base64: string, name: string): Promise<string>;
  send(request: object): Promise<string>;
  status(notificationRequestId: string): Promise<RequestStatus>;
  advanceUntilAccepted(notificationRequestId: string): Promise<Move>;
  advanceUntilEffective(iun: string): Promise<Move>;
  price(creditorTaxId: string, noticeCode: string): Promise<ShownPrice>;
  detail(iun: string): Promise<ShownDetail>;
  /** The act and the payment form, as the platform has them. */
  sentFiles(iun: string): Promise<void>;
  legalFacts(iun: string): Promise<readonly ListedFact[]>;
  /** The documents of some keys, in their order; told as one call. */
  documents(iun: string, keys: readonly string[]): Promise<readonly Uint8Array[]>;
}

const streams = '/delivery-progresses/v2.9/streams';
const streamTitle = 'send-simulator demo';
/** Events that an answer has when there may be more. */
const fullPage = 50;

export const createDemoCalls = (
  { call, upload, download }: DemoClient,
  page: DemoPage,
  lang: Language,
  print: (text: string) => void,
): DemoCalls => {
  const told = async <Body>(
    method: string,
    target: string,
    asked: Promise<Answer<Body>>,
    note: (body: Body) => string,
  ): Promise<Body> => {
    const { status, body } = await asked;
    print(page.call(method, target, status, note(body)));
    return body;
  };

  const advance = (until: object, state: string): Promise<Move> =>
    told(
      'POST',
      `/_sim/clock/advance until ${state}`,
      call<Move>('POST', '/_sim/clock/advance', { until, max: 'P1Y' }),
      ({ from, to, executedCount }) => `${page.distance(from, to)}, ${executedCount} ${phrases.steps[lang]}`,
    );

  const documentOf = async (iun: string, key: string): Promise<Answer<Uint8Array>> => {
    const id = key.replace(/^safestorage:\/\//, '');
    const { status, body } = await call<{ readonly url: string }>(
      'GET',
      `/delivery-push/${iun}/download/legal-facts/${id}`,
    );
    return { status, body: await download(body.url) };
  };

  return {
    stream: async () => {
      const listed = await call<readonly { readonly streamId: string; readonly title: string }[]>('GET', streams);
      const earlier = listed.body.find(({ title }) => title === streamTitle);
      if (earlier) return earlier.streamId;
      const wanted = { title: streamTitle, eventType: 'TIMELINE', groups: [], filterValues: [] };
      const { streamId } = await told(
        'POST',
        streams,
        call<{ readonly streamId: string }>('POST', streams, wanted),
        () => phrases.stream[lang],
      );
      return streamId;
    },
    events: async (streamId, after) => {
      let last = after;
      for (;;) {
        const query = last === undefined ? '' : `?lastEventId=${last}`;
        const events = await told(
          'GET',
          `${streams}/{id}/events`,
          call<readonly { readonly eventId: string }[]>('GET', `${streams}/${streamId}/events${query}`),
          (read) => `${read.length} ${phrases.events[lang]}`,
        );
        last = events.at(-1)?.eventId ?? last;
        if (events.length < fullPage) return last;
      }
    },
    preload: (hashes) => {
      const files = hashes.map((sha256, i) => ({ preloadIdx: String(i), contentType: 'application/pdf', sha256 }));
      return told(
        'POST',
        '/delivery/attachments/preload',
        call<readonly UploadSlot[]>('POST', '/delivery/attachments/preload', files),
        () => phrases.uploadSlots[lang],
      );
    },
    upload: (slot, pdf, sha256Base64, name) =>
      told(slot.httpMethod, phrases.uploadLink[lang], upload(slot, pdf, sha256Base64), () => name),
    send: async (request) => {
      const { notificationRequestId } = await told(
        'POST',
        '/delivery/v2.6/requests',
        call<{ readonly notificationRequestId: string }>('POST', '/delivery/v2.6/requests', request),
        (sent) => sent.notificationRequestId,
      );
      return notificationRequestId;
    },
    status: (id) =>
      told(
        'GET',
        '/delivery/v2.6/requests?notificationRequestId=…',
        call<RequestStatus>('GET', `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`),
        ({ notificationRequestStatus, iun = '' }) => `${notificationRequestStatus} ${iun}`.trimEnd(),
      ),
    advanceUntilAccepted: (notificationRequestId) =>
      advance({ notificationRequestId, requestStatus: 'ACCEPTED' }, 'ACCEPTED'),
    advanceUntilEffective: (iun) => advance({ iun, status: 'EFFECTIVE_DATE' }, 'EFFECTIVE_DATE'),
    price: (creditorTaxId, noticeCode) =>
      told(
        'GET',
        '/delivery/v2.3/price/{creditor}/{notice}',
        call<ShownPrice>('GET', `/delivery/v2.3/price/${creditorTaxId}/${noticeCode}`),
        ({ totalPrice }) => page.prints.cents(totalPrice),
      ),
    detail: (iun) =>
      told(
        'GET',
        '/delivery/v2.9/notifications/sent/{iun}',
        call<ShownDetail>('GET', `/delivery/v2.9/notifications/sent/${iun}`),
        ({ timeline }) => `${timeline.length} ${phrases.elements[lang]}`,
      ),
    sentFiles: async (iun) => {
      for (const file of ['documents/0', 'payment/0/PAGOPA']) {
        const path = `/delivery/notifications/sent/${iun}/attachments/${file}`;
        const { body, status } = await call<{ readonly filename: string; readonly url: string }>('GET', path);
        const content = download(body.url);
        await told(
          'GET',
          `/delivery/…/{iun}/attachments/${file}`,
          content.then((bytes) => ({ status, body: bytes })),
          () => body.filename.replace(/^.*__/, ''),
        );
      }
    },
    legalFacts: (iun) =>
      told(
        'GET',
        '/delivery-push/v2.0/{iun}/legal-facts',
        call<readonly ListedFact[]>('GET', `/delivery-push/v2.0/${iun}/legal-facts`),
        (facts) => `${facts.length} ${phrases.legalFacts[lang]}`,
      ),
    documents: (iun, keys) => {
      const all = Promise.all(keys.map((key) => documentOf(iun, key)));
      return told(
        'GET',
        '/delivery-push/{iun}/download/legal-facts/{id}',
        all.then((answers) => ({ status: answers[0]?.status ?? 200, body: answers.map(({ body }) => body) })),
        (files) => `${files.length} ${phrases.downloads[lang]}`,
      );
    },
  };
};
