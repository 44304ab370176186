import { describe, expect, it } from 'vitest';
import { days, hours, minutes, parseInstant, plus, seconds } from '../../../src/clock/instant.js';
import {
  checkOfCode,
  type ForcedEnd,
  forcedByPlan,
  type RefusalCode,
  type ValidationQuestion,
  type ValidationWorld,
} from '../../../src/scenario/validation-world.js';
import type { NewPlan, Notification, Outcome, PlannedItem } from '../../../src/send/notification/model.js';
import type { FileView, StepInput } from '../../../src/send/notification/workflow.js';
import { withDefaults } from '../../../src/send/request/defaults.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { validationKinds, validationStarts } from '../../../src/send/validation/steps.js';
import { aNotice, aNotificationRequest, aPaperRecipient } from '../../support/simulator.js';

/** The steps of the validation with an outside world that answers as a test wants. */
const sentAt = parseInstant('2026-02-03T09:00:00Z') as StepInput['now'];
const iun = 'ABCD-EFGH-ILMN-202602-P-1';
const kinds = validationKinds((input) => ({ at: input.now, kind: 'delivery.aar', why: { it: '', en: '' } }));

const sha256 = 'A'.repeat(43).concat('=');
const document = {
  digests: { sha256 },
  contentType: 'application/pdf',
  ref: { key: 'safestorage://PN_NOTIFICATION_ATTACHMENTS-1.pdf', versionToken: 'v1' },
};
const file: FileView = { contentLength: 1_000, sha256Base64: sha256, isPdf: true, pages: 1 };

interface Around {
  readonly request?: Partial<NotificationRequest>;
  readonly world?: ValidationWorld;
  readonly file?: Partial<FileView>;
  readonly costAnswer?: StepInput['costAnswer'];
}

const inputOf = (
  plan: NewPlan,
  { request = {}, world = nothingForced, costAnswer = () => 'OK', ...around }: Around,
) => {
  const notification: Notification = {
    iun,
    notificationRequestId: Buffer.from(iun).toString('base64'),
    sentAt,
    sender: { paId: 'pa', taxId: '12345678903', denomination: 'Comune' },
    request: withDefaults(aNotificationRequest({ documents: [document], ...request })),
    version: '2.6',
    elements: [],
    invalidated: [],
    reworks: [],
    planned: [],
    dispatches: [],
    asked: [],
    waits: [],
  };
  const item: PlannedItem = { ...plan, id: '0' };
  return {
    notification,
    item,
    now: plan.at,
    oracle: { personExists: () => true, registryAddress: () => undefined } as unknown as StepInput['oracle'],
    validationWorld: world,
    costAnswer,
    fileOf: () => ({ ...file, ...around.file }),
    places: {
      checkAddress: (address: object) => ({ ok: true, normalized: address }),
    } as unknown as StepInput['places'],
    documentKey: (type: string) => `safestorage://${type}-1.pdf`,
  } as unknown as StepInput;
};

/** Every check is made. */
const nothingForced: ValidationWorld = { forced: () => undefined };

const start = validationStarts(sentAt);
const run = (plan: NewPlan, around: Around = {}): Outcome => {
  const step = kinds[plan.kind];
  if (!step) throw new Error(`no step ${plan.kind}`);
  return step(inputOf(plan, around));
};
const refusalOf = ({ elements = [] }: Outcome) => {
  const refused = elements.find(({ category }) => category === 'REQUEST_REFUSED');
  const details = typeof refused?.details === 'function' ? undefined : refused?.details;
  return { reasons: details?.refusalReasons, internal: refused?.internal };
};
/** Runs step after step until one plans nothing, or the kind named comes. */
const lifeOf = (around: Around) => {
  const starts: { readonly kind: string; readonly at: number }[] = [];
  const written: string[] = [];
  let plan: NewPlan | undefined = start;
  let last: Outcome = {};
  while (plan && plan.kind !== 'validation.accept' && starts.length < 5_000) {
    starts.push({ kind: plan.kind, at: plan.at - sentAt });
    last = run(plan, around);
    written.push(...(last.elements ?? []).map(({ category }) => category));
    plan = last.plan?.[0];
  }
  return { starts, written, last, next: plan };
};

const forcing = (end: ForcedEnd, when: (question: ValidationQuestion) => boolean): ValidationWorld => ({
  forced: (question) => (when(question) ? end : undefined),
});
const planned = (plan: Parameters<typeof forcedByPlan>[0]): ValidationWorld => ({
  forced: (question) => forcedByPlan(plan, question),
});

describe('technical failures', () => {
  it('are tried again after 10 seconds, one minute twice, five minutes, then every hour', () => {
    const { starts } = lifeOf({ world: planned({ technicalFailure: { step: 'taxIds', times: 7 } }) });
    const times = starts.filter(({ kind }) => kind === 'validation.files').map(({ at }) => at);

    expect(times.map((time, i) => time - (times[i - 1] ?? time)).slice(1)).toEqual([
      seconds(10),
      minutes(1),
      minutes(1),
      minutes(5),
      hours(1),
      hours(1),
      hours(1),
    ]);
  });

  it('leave no trace once the service answers again', () => {
    const { written, next } = lifeOf({ world: planned({ technicalFailure: { step: 'files', times: 3 } }) });

    expect(next?.kind).toBe('validation.accept');
    expect(written).toEqual(lifeOf({}).written);
  });

  it('without end are a refusal within the 24 hours that are promised', () => {
    const { starts, last } = lifeOf({ world: planned({ technicalFailure: { step: 'payments', times: 1_000 } }) });

    expect(starts.at(-1)?.at).toBeLessThanOrEqual(hours(24));
    expect(starts.at(-1)?.at).toBeGreaterThan(hours(22));
    expect(refusalOf(last).reasons).toEqual([{ errorCode: 'SERVICE_UNAVAILABLE', detail: 'Servizio non disponibile' }]);
  });

  it('of the store are a refusal for missing files', () => {
    const world = forcing({ kind: 'technicalFailure', isMissingFile: true }, ({ check }) => check === 'files');

    expect(refusalOf(lifeOf({ world }).last).reasons).toEqual([
      { errorCode: 'FILE_NOTFOUND', detail: 'Allegati non trovati' },
    ]);
  });

  it('go on for ever where the scenario says so', () => {
    const world = forcing({ kind: 'technicalFailure', isEndless: true }, ({ check }) => check === 'files');
    const { starts } = lifeOf({ world });

    expect(starts).toHaveLength(5_000);
  });

  it('of the address look-up do not write the question twice', () => {
    const { physicalAddress: _, ...recipient } = aPaperRecipient();
    const world = planned({ technicalFailure: { step: 'addressLookup', times: 2 } });

    expect(lifeOf({ request: { recipients: [recipient] }, world }).written).toEqual([
      'PUBLIC_REGISTRY_VALIDATION_CALL',
      'REQUEST_REFUSED',
    ]);
  });

  it('of pagoPA refuse nobody', () => {
    const request = { pagoPaIntMode: 'ASYNC', recipients: [aPaperRecipient({ payments: [aNotice()] })] } as const;
    const outcome = run(start, { request, costAnswer: () => 'RETRY' });

    expect(outcome.elements).toBeUndefined();
    expect(outcome.plan).toMatchObject([
      { kind: 'validation.files', at: plus(start.at, seconds(10)), data: { attempt: 1, failures: 1 } },
    ]);
  });
});

describe('a scenario', () => {
  it('can put the validation off', () => {
    const { starts } = lifeOf({ world: planned({ delay: days(2) }) });

    expect(starts.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'validation.files',
      'validation.files',
      'validation.addresses',
    ]);
    expect((starts[1]?.at ?? 0) - (starts[0]?.at ?? 0)).toBe(days(2));
  });

  it('a delay is no failure: the intervals begin with the first one', () => {
    const world = planned({ delay: hours(1), technicalFailure: { step: 'files', times: 1 } });
    const times = lifeOf({ world }).starts.filter(({ kind }) => kind === 'validation.files');

    expect((times[2]?.at ?? 0) - (times[1]?.at ?? 0)).toBe(seconds(10));
  });

  it('can keep a request waiting for ever', () => {
    expect(run(start, { world: planned({ never: true }) })).toEqual({});
  });

  const keyOf = 'PN_NOTIFICATION_ATTACHMENTS-1.pdf';
  const address = (error: string) => `Validation failed, address is not valid. Error=${error} - iun=${iun} id=0 `;
  const details: Record<RefusalCode, string> = {
    PAYMENT_NOT_VALID:
      "There isn't payments for recipient. With notificationFeePolicy=DELIVERY_MODE and pagoPaIntMode=NONE payments are mandatory",
    SERVICE_UNAVAILABLE: 'Servizio non disponibile',
    RECIPIENT_ID_NOT_VALID: 'Recipient id not valid',
    FILE_NOTFOUND: `Allegato non trovato. fileKey=${keyOf}`,
    FILE_GONE: `Allegato non disponibile: superati i termini di conservazione. fileKey=${keyOf}`,
    FILE_SHA_ERROR: `Validation failed, different sha256 expected=${sha256} actual=null`,
    FILE_PDF_TOOBIG_ERROR: 'Validation failed, file too big, max expected=209715200B  actual=209715201B',
    FILE_PDF_INVALID_ERROR: 'Validation failed, file pdf check failed',
    TAXID_NOT_VALID: 'B001_CHECK_TAX_ID_ERR03',
    SENDER_DISABLED_MORE_THAN_20_GRAMS:
      "Validation failed, sender paTaxId=12345678903 can't send mail with more than 3 sheets (20 grams). 1 documents and an AAR exceed 3 sheets",
    F24_METADATA_NOT_VALID: `ERROR: PN_F24_METADATA_VALIDATION_ERROR \nON ELEMENT: FileKey:${keyOf} \nMESSAGE: Metadata not found on safeStorage`,
    ADDRESS_NOT_FOUND: 'Address not found for recipient index: 0',
    ADDRESS_SEARCH_FAILED: 'Address search for recipient index: 0, encountered an error',
    NOT_VALID_ADDRESS: address('Address declared non-mailable by normalizer'),
  };

  it.each(Object.keys(checkOfCode) as RefusalCode[])('can refuse with %s, in the words of the platform', (code) => {
    const { last } = lifeOf({ world: planned({ refuse: { code } }) });

    expect(refusalOf(last).reasons).toMatchObject([{ errorCode: code, detail: details[code] }]);
  });

  it('can refuse in its own words, and name a recipient', () => {
    const world = planned({ refuse: { code: 'TAXID_NOT_VALID', detail: 'B001_CHECK_TAX_ID_ERR01', recipient: 1 } });

    expect(refusalOf(lifeOf({ world }).last).reasons).toEqual([
      { errorCode: 'TAXID_NOT_VALID', detail: 'B001_CHECK_TAX_ID_ERR01', recIndex: 1 },
    ]);
  });

  it('can say that a place is switched off: the error stands in the sentence of the platform', () => {
    const error = 'Address with not Enabled postalCode / foreignState as destination';
    const world = planned({ refuse: { code: 'NOT_VALID_ADDRESS', detail: error } });

    expect(refusalOf(lifeOf({ world }).last).reasons).toEqual([
      { errorCode: 'NOT_VALID_ADDRESS', detail: address(error) },
    ]);
  });

  it('writes before its refusal what the platform would have written', () => {
    const writtenWith = (code: RefusalCode) => lifeOf({ world: planned({ refuse: { code } }) }).written;

    expect(writtenWith('FILE_GONE')).toEqual(['REQUEST_REFUSED']);
    expect(writtenWith('F24_METADATA_NOT_VALID')).toEqual(['VALIDATE_F24_REQUEST', 'REQUEST_REFUSED']);
    expect(writtenWith('ADDRESS_SEARCH_FAILED')).toEqual(['PUBLIC_REGISTRY_VALIDATION_CALL', 'REQUEST_REFUSED']);
    expect(writtenWith('NOT_VALID_ADDRESS')).toEqual(['VALIDATE_NORMALIZE_ADDRESSES_REQUEST', 'REQUEST_REFUSED']);
  });
});

describe('a file', () => {
  it('of more than 200 MiB: FILE_PDF_TOOBIG_ERROR', () => {
    expect(refusalOf(run(start, { file: { contentLength: 209_715_201 } })).reasons).toEqual([
      { errorCode: 'FILE_PDF_TOOBIG_ERROR', detail: details(209_715_201) },
    ]);
    expect(refusalOf(run(start, { file: { contentLength: 209_715_200 } })).reasons).toBeUndefined();
  });

  it('that is altered, too big and no PDF is altered', () => {
    const wrong = { sha256Base64: 'other', contentLength: 300_000_000, isPdf: false };
    expect(refusalOf(run(start, { file: wrong })).reasons).toMatchObject([{ errorCode: 'FILE_SHA_ERROR' }]);
    expect(refusalOf(run(start, { file: { ...wrong, sha256Base64: sha256 } })).reasons).toMatchObject([
      { errorCode: 'FILE_PDF_TOOBIG_ERROR' },
    ]);
  });

  const details = (bytes: number) => `Validation failed, file too big, max expected=209715200B  actual=${bytes}B`;
});

describe('what a refusal costs the sender', () => {
  const costOf = (code: RefusalCode, recipients: number, named?: number) => {
    const request = { recipients: Array.from({ length: recipients }, () => aPaperRecipient()) };
    const reason = { code, ...(named === undefined ? {} : { recIndex: named }) };
    const world = forcing({ kind: 'refused', reasons: [reason] }, ({ check }) => check === checkOfCode[code]);
    return refusalOf(lifeOf({ request, world }).last).internal;
  };

  it('is one euro for each recipient', () => {
    expect(costOf('TAXID_NOT_VALID', 3)).toEqual({ numberOfRecipients: 3, notificationCost: 300 });
  });

  it('is half of it for a recipient whose address could not be searched', () => {
    expect(costOf('ADDRESS_SEARCH_FAILED', 3, 1)).toEqual({ numberOfRecipients: 3, notificationCost: 250 });
  });
});
