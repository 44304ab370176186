import type { Micros } from '../clock/instant.js';
import type { PhysicalAddress, PhysicalCommunicationType, RecipientType } from '../send/request/model.js';
import type { Said } from '../text/said.js';

/**
 * The outside world: whatever the platform does not decide itself is asked here and nowhere else. Answers come from
 * scenario files and from what `/_sim/recipients` set for this sandbox; they are pure (the same question at the same
 * moment has the same answer) and carry no instant, only lengths of time.
 */
export interface Oracle {
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
  /** What happens to a PEC handed to the provider. */
  sendPec(send: PecSend): CarrierScript<PecEvent>;
  /** What happens to a letter handed to the print consolidator. */
  sendPaper(send: PaperSend): CarrierScript<PaperEvent>;
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
  readonly address: string;
  readonly source: 'PLATFORM' | 'SPECIAL' | 'GENERAL';
  readonly attempt: number;
  readonly repeat: boolean;
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
}

export type PaperProduct = 'AR' | '890' | 'RS' | 'RIR' | 'RIS';

/** Events in order, each `after` the previous one (the first one after the send). */
export interface CarrierScript<Event> {
  /** Name of the outcome, for instance `OK_AR`. */
  readonly outcome: string;
  /** File of the scenario that decided, relative to its folder, with line. */
  readonly source: string;
  readonly events: readonly Event[];
  /** What the trainer reads; optional. */
  readonly title?: Said;
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
}
