import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../../src/scenario/refusal-codes.js';
import type { RefusalCode } from '../../../src/scenario/validation-world.js';
import type { Recipient } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aNotice, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';

/** Scenarios that decide how a validation goes: what cannot be had by a request of one's own, too. */
let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const scenario = async (validation: object, when: object = { subject: 'Scenario' }): Promise<void> => {
  const body = { name: 'forced', title: { it: 'Forzato', en: 'Forced' }, when, validation };
  const { status, text } = await client.call('POST', '/_sim/scenarios', { body });
  if (status !== 201) throw new Error(text);
};
const send = (...recipients: Recipient[]): Promise<string> =>
  client.send({
    subject: 'Scenario',
    recipients: recipients.length > 0 ? recipients : [aPaperRecipient({ payments: [aNotice()] })],
  });
const refused = async (id: string) => {
  await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  const { body } = await client.requestStatus(id);
  const iun = Buffer.from(id, 'base64').toString('ascii');
  const errors = (body as unknown as { errors: { code: string; detail: string; recIndex?: number }[] }).errors;
  // What differs from run to run is written short.
  const short = (detail: string) => detail.replace(iun, '<iun>').replace(/fileKey=.*|FileKey:\S+/i, 'fileKey=<key>');
  return errors.map(({ detail, ...rest }) => ({ ...rest, detail: short(detail) }));
};
const clockNow = async (): Promise<string> => (await client.call<{ now: string }>('GET', '/_sim/clock')).body.now;

describe('a scenario that refuses', () => {
  const details: Record<RefusalCode, string> = {
    PAYMENT_NOT_VALID: 'Payment information is not valid - creditorTaxId=77777777777 noticeCode=302000100000019421',
    SERVICE_UNAVAILABLE: 'Servizio non disponibile',
    RECIPIENT_ID_NOT_VALID: 'Recipient id not valid',
    FILE_NOTFOUND: 'Allegato non trovato. fileKey=<key>',
    FILE_GONE: 'Allegato non disponibile: superati i termini di conservazione. fileKey=<key>',
    FILE_SHA_ERROR: 'Validation failed, different sha256 expected=<sha256> actual=null',
    FILE_PDF_TOOBIG_ERROR: 'Validation failed, file too big, max expected=209715200B  actual=209715201B',
    FILE_PDF_INVALID_ERROR: 'Validation failed, file pdf check failed',
    TAXID_NOT_VALID: 'B001_CHECK_TAX_ID_ERR03',
    SENDER_DISABLED_MORE_THAN_20_GRAMS:
      "Validation failed, sender paTaxId=12345678903 can't send mail with more than 3 sheets (20 grams). 1 documents and an AAR exceed 3 sheets",
    F24_METADATA_NOT_VALID:
      'ERROR: PN_F24_METADATA_VALIDATION_ERROR \nON ELEMENT: fileKey=<key> \nMESSAGE: Metadata not found on safeStorage',
    ADDRESS_NOT_FOUND: 'Address not found for recipient index: 0',
    ADDRESS_SEARCH_FAILED: 'Address search for recipient index: 0, encountered an error',
    NOT_VALID_ADDRESS:
      'Validation failed, address is not valid. Error=Address declared non-mailable by normalizer - iun=<iun> id=0 ',
  };

  it.each(refusalCodes)('with %s says what the platform says', async (code) => {
    await scenario({ refuse: { code } });

    const [error, ...others] = await refused(await send());

    const detail = error?.detail.replace(/expected=\S{44}/, 'expected=<sha256>');
    expect({ code: error?.code, detail }).toEqual({ code, detail: details[code] });
    expect(others).toEqual([]);
  });

  it('for one recipient names that one', async () => {
    await scenario({ refuse: { code: 'ADDRESS_SEARCH_FAILED' } }, { taxId: 'BNRMHL75C06G702B' });

    expect(await refused(await send(aPaperRecipient(), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })))).toEqual([
      {
        code: 'ADDRESS_SEARCH_FAILED',
        detail: 'Address search for recipient index: 1, encountered an error',
        recIndex: 1,
      },
    ]);
  });

  it('for all recipients is told once, or for each where the platform does so', async () => {
    const both = [aPaperRecipient(), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })];
    await scenario({ refuse: { code: 'FILE_GONE' } });
    expect(await refused(await send(...both))).toHaveLength(1);

    await scenario({ refuse: { code: 'ADDRESS_NOT_FOUND' } });
    expect((await refused(await send(...both))).map(({ recIndex }) => recIndex)).toEqual([0, 1]);
  });

  it('costs the sender half for a recipient whose address could not be searched', async () => {
    await scenario({ refuse: { code: 'ADDRESS_SEARCH_FAILED' } }, { taxId: 'BNRMHL75C06G702B' });
    const id = await send(aPaperRecipient(), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' }));
    await refused(id);

    const { body } = await client.call<{ internalDetails: readonly { details: object }[] }>(
      'GET',
      `/_sim/notifications/${encodeURIComponent(id)}`,
    );
    expect(body.internalDetails[0]?.details).toEqual({ numberOfRecipients: 2, notificationCost: 150 });
  });
});

describe('a scenario in which', () => {
  it('the tax registry is down three times only takes longer', async () => {
    await scenario({ technicalFailure: { step: 'taxIds', times: 3 } });
    const id = await send();
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });

    // 45 s as ever, and 10 s, 1 min, 1 min.
    expect(await clockNow()).toBe('2026-02-03T09:02:55Z');
  });

  it.each([
    ['a check that is made again', { technicalFailure: { step: 'files', times: 1 } }],
    ['a validation that is put off', { delay: '2d' }],
  ])('%s names itself beside the item of the agenda', async (_, validation) => {
    await scenario(validation);
    await send();
    await client.advance({ next: 1 });

    const agenda = await client.call<{ items: readonly object[] }>('GET', '/_sim/clock/agenda');
    expect(agenda.body.items).toMatchObject([{ kind: 'validation.files', scenario: 'forced' }]);
  });

  it('a service stays down ends in SERVICE_UNAVAILABLE, within a day', async () => {
    await scenario({ technicalFailure: { step: 'normalisation', times: 1_000 } });

    expect(await refused(await send())).toEqual([{ code: 'SERVICE_UNAVAILABLE', detail: 'Servizio non disponibile' }]);
    expect(Date.parse(await clockNow()) - Date.parse('2026-02-03T09:00:00Z')).toBeLessThanOrEqual(86_400_000);
  });

  it('the validation begins two days later is accepted two days later', async () => {
    await scenario({ delay: '2d' });
    const id = await send();
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });

    expect(await clockNow()).toBe('2026-02-05T09:00:45Z');
  });

  it('the validation never ends leaves the request waiting', async () => {
    await scenario({ never: true });
    const id = await send();
    await client.advance({ by: '30d' });

    expect((await client.requestStatus(id)).body).toMatchObject({ notificationRequestStatus: 'WAITING' });
  });
});
