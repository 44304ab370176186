import type { Micros } from '../clock/instant.js';
import type { PhysicalAddress, PhysicalCommunicationType, RecipientType } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { Ocr } from './carrier-event.js';
import type { Plays } from './plays.js';

/**
 * The outside world: whatever the platform does not decide itself is asked here and nowhere else. Answers come from
 * scenario files and from what `/_sim/recipients` set for this sandbox; they are pure (the same question at the same
 * moment has the same answer) and carry no instant, only lengths of time.
 */
export interface Oracle {
  /** File and line that tells of this person, or the call that changed them; undefined when nothing does. */
  whoTellsOf(taxId: string): string | undefined;
  /** Does the revenue agency know this tax id? */
  personExists(taxId: string): boolean;
  /** Digital domicile that the person set on the platform, for this sender or for all. */
  platformDomicile(taxId: string, senderTaxId: string): DigitalAddress | undefined;
  /** Digital domicile in the public registries (INAD; for companies IPA, INIPEC, INAD). `lookup` counts from 0. */
  generalDomicile(taxId: string, recipientType: RecipientType, lookup: number): DigitalAddress | undefined;
  /** Contacts for courtesy messages, in the order in which the platform writes to them. */
  courtesyContacts(taxId: string, senderTaxId: string): readonly CourtesyContact[];
  /** Physical address in ANPR or Registro Imprese. */
  registryAddress(taxId: string, recipientType: RecipientType): PhysicalAddress | undefined;
  /** What happens to a PEC handed to the provider, or to a message for SEND's own inbox. */
  sendPec(send: PecSend): CarrierScript<PecEvent>;
  /** What happens to a letter handed to the print consolidator. */
  sendPaper(send: PaperSend): CarrierScript<PaperEvent>;
  /** What happens to a courtesy message. Nothing of it reaches the timeline. */
  sendCourtesy(send: CourtesyContact): CarrierScript<PecEvent>;
}

export interface DigitalAddress {
  readonly type: 'PEC' | 'SERCQ';
  readonly address: string;
}

export interface CourtesyContact {
  readonly type: 'EMAIL' | 'SMS' | 'APPIO';
  readonly address: string;
}

export interface PecSend {
  readonly taxId: string;
  /** Absent: PEC. */
  readonly type?: DigitalAddress['type'];
  readonly address: string;
  readonly source: 'PLATFORM' | 'SPECIAL' | 'GENERAL';
  readonly attempt: number;
  readonly repeat: boolean;
  /** How often this notification was sent to this address before, for whatever reason. Default: as the attempt says. */
  readonly sent?: number;
  /** What the scenario chosen for the recipient says; absent: the text of the address decides. */
  readonly plays?: Plays;
}

export interface PaperSend {
  readonly taxId: string;
  readonly product: PaperProduct;
  readonly serviceLevel?: PhysicalCommunicationType;
  readonly address: PhysicalAddress;
  /** Workflow attempt, 0 or 1. */
  readonly attempt: number;
  /** Carrier retry: how often the letter was printed again in this attempt. */
  readonly retry: number;
  /** How often this notification was posted to this address before, for whatever reason. Default: as attempt and retry say. */
  readonly sent?: number;
  /** The letter is sent again by a rework of the timeline. */
  readonly rework?: boolean;
  /** What the scenario chosen for the recipient says; absent: the text of the address decides. */
  readonly plays?: Plays;
}

export type PaperProduct = 'AR' | '890' | 'RS' | 'RIR' | 'RIS';

/** What decides where no file does. */
export const sources = { address: 'address', platform: 'platform', none: 'no scenario' } as const;

/** Events in order, each `after` the previous one (the first one after the send). */
export interface CarrierScript<Event> {
  /** Name of the outcome, for instance `OK_AR`. */
  readonly outcome: string;
  /** File of the scenario that decided, relative to its folder, with line; or one of `sources`. */
  readonly source: string;
  readonly events: readonly Event[];
  /** What the trainer reads; optional. */
  readonly title?: Said;
  /** Why there are no events: the text of the address makes no sense to the carrier. */
  readonly problem?: Said;
  /** After the last event the carrier asks to rework the timeline of this attempt. */
  readonly rework?: 0 | 1;
}

export interface PecEvent {
  readonly code: string;
  readonly after: Micros;
  readonly failureCause?: string;
}

export interface PaperEvent {
  readonly code: string;
  /** Already in days of the post: `paperSeconds` was applied. */
  readonly after: Micros;
  readonly documents?: readonly string[];
  readonly failureCause?: string;
  /** Address found by the postman. */
  readonly discovered?: PhysicalAddress;
  /** Pages of the pdf in the conform copy. */
  readonly pages?: number;
  /** How each document is made, in the order of `documents`; absent: scans in PDF. */
  readonly documentForms?: readonly DocumentForm[];
  /** The declared date lies this much after the true one; negative: before it. */
  readonly dateShift?: Micros;
  /** The same of the documents; absent: as the event. */
  readonly documentDateShift?: Micros;
  /** The event has its own date instead of that of the first event of its outcome. */
  readonly ownDate?: true;
  /** The registered letter code is `OCR_KO` or `OCR_PENDING`. */
  readonly ocr?: Ocr;
}

export interface DocumentForm {
  /** A canned archive (XML and PDF) instead of a PDF: which of the five. */
  readonly archive?: string;
  readonly source?: string;
  readonly origin?: string;
}
