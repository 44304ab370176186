import type { SeenCall, Witness } from '../../http/seen-call.js';
import type { NotificationRoom } from '../../send/notification/service.js';
import {
  type DownloadFacts,
  foldDetail,
  foldDocument,
  foldDownload,
  foldLegalFact,
  foldPaymentForm,
  noDownloads,
} from './download-fold.js';
import { type FileFacts, foldPreload, foldUpload, noFiles } from './file-fold.js';
import { foldPace, noPace, type PaceFacts } from './pace-fold.js';
import { foldPrice, noPrices, noticeKey, type PriceFacts } from './price-fold.js';
import { acceptedRequest, foldSend, noSends, type SendFacts } from './send-fold.js';
import type { FileOf } from './send-rules.js';
import { foldCreation, foldRead, foldRemoval, noStreams, type StreamFacts } from './stream-fold.js';

/** What the checks need to know of all calls since the last reset: of bounded size, however many they were. */
export interface Evidence {
  readonly files: FileFacts;
  readonly sends: SendFacts;
  readonly streams: StreamFacts;
  readonly downloads: DownloadFacts;
  readonly prices: PriceFacts;
  readonly pace: PaceFacts;
}

const noEvidence = (): Evidence => ({
  files: noFiles(),
  sends: noSends(),
  streams: noStreams(),
  downloads: noDownloads(),
  prices: noPrices(),
  pace: noPace(),
});

/** Folds every call into the evidence as it ends, because the journal forgets. Kept and lost together with the journal. */
export interface EvidenceRoom extends Witness {
  readonly evidence: Evidence;
  reset(): void;
  onAppended: Parameters<NotificationRoom['onAppended']>[0];
}

type Fold = (evidence: Evidence, call: SeenCall, fileOf: FileOf) => void;

/** By operationId without its version. */
const folds: Readonly<Record<string, Fold>> = {
  presignedUploadRequest: ({ files }, call) => foldPreload(files, call),
  uploadObject: ({ files }, call) => foldUpload(files, call),
  downloadObject: ({ downloads }, call) => foldDownload(downloads, call),
  sendNewNotification: ({ sends, files, prices }, call, fileOf) => foldSend(sends, { files, prices }, call, fileOf),
  createEventStream: ({ streams }, call) => foldCreation(streams, call),
  removeEventStream: ({ streams }, call) => foldRemoval(streams, call),
  consumeEventStream: ({ streams, pace }, call) => {
    foldRead(streams, call);
    foldPace(pace, call);
  },
  retrieveSentNotification: ({ downloads }, call) => foldDetail(downloads, call),
  retrieveSentNotificationDocument: ({ downloads, pace }, call) => {
    foldDocument(downloads, call);
    foldPace(pace, call);
  },
  retrieveSentNotificationAttachment: ({ downloads, pace }, call) => {
    foldPaymentForm(downloads, call);
    foldPace(pace, call);
  },
  downloadLegalFactById: ({ downloads, pace }, call) => {
    foldLegalFact(downloads, call);
    foldPace(pace, call);
  },
  retrieveLegalFact: ({ downloads, pace }, call) => {
    foldLegalFact(downloads, call);
    foldPace(pace, call);
  },
  retrieveNotificationPrice: ({ prices }, call) => foldPrice(prices, call),
};

const foldOf = (operation: string): Fold | undefined => {
  const name = operation.replace(/V\d+$/, '');
  return Object.hasOwn(folds, name) ? folds[name] : undefined;
};

interface PaidNotice {
  readonly creditorTaxId: string;
  readonly noticeCode: string;
}

export const createEvidenceRoom = (fileOf: FileOf): EvidenceRoom => {
  let evidence = noEvidence();
  const known = new Map<string, Fold | undefined>();

  return {
    reset: () => {
      evidence = noEvidence();
    },
    get evidence() {
      return evidence;
    },
    saw: (call) => {
      const { operation } = call;
      if (!known.has(operation)) known.set(operation, foldOf(operation));
      known.get(operation)?.(evidence, call, fileOf);
    },
    onAppended: ({ notification: { notificationRequestId }, added }) => {
      for (const { element } of added) {
        if (element.category === 'REQUEST_ACCEPTED') acceptedRequest(evidence.sends, notificationRequestId);
        if (element.category === 'PAYMENT') {
          evidence.prices.paid(noticeKey(element.details as unknown as PaidNotice));
        }
      }
    },
  };
};
