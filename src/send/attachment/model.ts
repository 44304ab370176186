import type { Instant, Micros } from '../../clock/instant.js';
import type { Birth } from '../../sandbox/room.js';
import type { F24Facts } from '../payment/model.js';

export interface PreLoadRequest {
  readonly preloadIdx?: string;
  readonly contentType?: string;
  /** Base64. */
  readonly sha256: string;
}

export interface PreLoadResponse {
  readonly preloadIdx?: string;
  readonly secret: string;
  readonly httpMethod: 'PUT';
  readonly url: string;
  readonly key: string;
}

/** A file that is in the store: its latest version. */
export interface FileFacts {
  readonly key: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly sha256Base64: string;
  /** The first bytes are `%PDF-`: all that the validation asks of the content. */
  readonly startsLikePdf: boolean;
  /** Of a PDF; what cannot be counted is one page. */
  readonly pages: number;
  /** Of a JSON file: metadata of an F24 form. */
  readonly f24?: F24Facts;
  /** ATTACHED once a notification uses it. */
  readonly status: 'PRELOADED' | 'ATTACHED';
  /** What is left of its life, in storage time; absent: it is kept for ever. */
  readonly timeLeft?: Micros;
  readonly versionId: string;
  readonly uploadedAt: Instant;
  readonly birth: Birth;
}

/** What a presigned link was signed for. */
export interface Link {
  readonly method: 'PUT' | 'GET' | 'HEAD';
  readonly key: string;
  readonly host: string;
  readonly traceId: string;
  /** Content of `X-Amz-Security-Token`: how the link finds its way back to us. */
  readonly pass: LinkPass;
  readonly overrides: Overrides;
  /** Of whoever asked for the link; handed back when the document is produced. */
  readonly token?: string;
  /** Virtual instant of signing; the age is told by `birth`. */
  readonly at: Instant;
  readonly birth: Birth;
}

export type LinkPass = { readonly upload: string } | { readonly download: number };

/** Headers of the download that the link itself prescribes. */
interface Overrides {
  readonly contentType?: string;
  readonly filename?: string;
}

/** A reserved key and, once uploaded, its file. */
export interface StoredFile {
  readonly key: string;
  readonly contentType: string;
  readonly sha256Base64: string;
  readonly secret: string;
  readonly uploadLink: Link;
  readonly status: 'PRELOADED' | 'ATTACHED';
  /** Notification that used it last: its life decides about the file's. */
  readonly iun?: string;
  /** Of the latest upload; before it, of the reservation. */
  readonly birth: Birth;
  readonly upload?: {
    readonly versionId: string;
    readonly contentLength: number;
    readonly startsLikePdf: boolean;
    readonly pages: number;
    readonly f24?: F24Facts;
    readonly uploadedAt: Instant;
  };
}

/** How long the files of an accepted notification are kept. */
export interface Retention {
  /** Acceptance or, later, the last refinement or first view of a recipient. */
  readonly since: Birth;
  /** The platform prolongs the life while a recipient is not perfected yet, and until the sender asks for cancellation. */
  readonly renewals: 'running' | 'none' | { readonly until: Birth };
  readonly perfected: readonly number[];
}

/** Durable changes of this room. */
export type AttachmentChange =
  | { readonly kind: 'preloaded'; readonly host: string; readonly files: readonly Reservation[] }
  | {
      readonly kind: 'uploaded';
      readonly key: string;
      readonly versionId: string;
      readonly contentLength: number;
      readonly startsLikePdf: boolean;
      readonly pages: number;
      readonly f24?: F24Facts;
    }
  | { readonly kind: 'attached'; readonly key: string; readonly iun: string }
  | {
      readonly kind: 'linked';
      readonly id: number;
      readonly method: 'GET' | 'HEAD';
      readonly key: string;
      readonly host: string;
      readonly traceId: string;
      readonly overrides: Overrides;
      readonly token?: string;
    }
  | { readonly kind: 'forgotten'; readonly keys: readonly string[] }
  /** The whole room as a snapshot keeps it: files, download links in order of birth, retentions by notification. */
  | {
      readonly kind: 'kept';
      readonly files: readonly StoredFile[];
      readonly links: readonly Link[];
      readonly retentions: readonly (readonly [string, Retention])[];
    };

interface Reservation {
  readonly key: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly secret: string;
  readonly traceId: string;
}
