import { beforeEach, describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aPaperRecipient, type SandboxClient } from '../../support/simulator.js';

/** Recipients without physical address: ANPR and Registro Imprese are asked. */
let client: SandboxClient;

eachInAFreshSandbox(
  (fresh) => {
    client = fresh;
  },
  { senders: [{ settings: { addressLookup: true } }] },
);

const inMilan = { address: 'VIA ROMA 1', zip: '20121', municipality: 'MILANO', province: 'MI' };
const livesAt = (taxId: string, physical: object) =>
  client.call('PUT', `/_sim/recipients/${taxId}`, { body: { physical } });
const withoutAddress = (taxId: string, recipientType: 'PF' | 'PG' = 'PF') => {
  const { physicalAddress: _, ...recipient } = aPaperRecipient({ taxId, recipientType });
  return recipient;
};
const refusalOf = async (...recipients: ReturnType<typeof aPaperRecipient>[]) => {
  const id = await client.send({ recipients });
  await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  const { body } = await client.requestStatus(id);
  const iun = Buffer.from(id, 'base64').toString('ascii');
  const internal = await client.call<{ detail: { timeline: { category: string; details: object }[] } }>(
    'GET',
    `/_sim/notifications/${iun}`,
  );
  return {
    iun,
    errors: (body as unknown as { errors: readonly object[] }).errors,
    categories: internal.body.detail.timeline.map(({ category }) => category),
  };
};

const person = 'BNRMHL75C06G702B';
const company = '05370920653';

describe('an address found', () => {
  beforeEach(async () => {
    await livesAt(person, inMilan);
    await livesAt(company, { ...inMilan, address: 'VIA VERDI 2' });
  });

  it('is written with its registry, and normalised', async () => {
    const recipients = [aPaperRecipient(), withoutAddress(person), withoutAddress(company, 'PG')];
    const iun = await client.accepted({ recipients });

    const { timeline } = await client.detail(iun);
    const found = timeline.filter(({ category }) => category.startsWith('PUBLIC_REGISTRY_VALIDATION'));
    const callId = `NATIONAL_REGISTRY_VALIDATION_CALL.IUN_${iun}.DELIVERYMODE_ANALOG`;
    expect(found.map(({ elementId, details }) => ({ elementId, details }))).toEqual([
      {
        elementId: callId,
        details: { recIndexes: [1, 2], deliveryMode: 'ANALOG', sendDate: expect.any(String) },
      },
      {
        elementId: `NATIONAL_REGISTRY_VALIDATION_RESPONSE.RECINDEX_1.CORRELATIONID_${callId}`,
        details: { recIndex: 1, physicalAddress: inMilan, registry: 'ANPR' },
      },
      {
        elementId: `NATIONAL_REGISTRY_VALIDATION_RESPONSE.RECINDEX_2.CORRELATIONID_${callId}`,
        details: { recIndex: 2, physicalAddress: { ...inMilan, address: 'VIA VERDI 2' }, registry: 'REGISTRO_IMPRESE' },
      },
    ]);
    expect(timeline.slice(0, 7).map(({ category }) => category)).toEqual([
      'PUBLIC_REGISTRY_VALIDATION_CALL',
      'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
      'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
      'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
      'NORMALIZED_ADDRESS',
      'NORMALIZED_ADDRESS',
      'NORMALIZED_ADDRESS',
    ]);
  });

  it('stands in detail and status from then on, and letters go there', async () => {
    const id = await client.send({ recipients: [withoutAddress(person)] });
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
    const { body } = await client.requestStatus(id);
    expect(body).toMatchObject({ recipients: [{ physicalAddress: inMilan }] });
    const iun = body.iun ?? '';
    expect(await client.detail(iun)).toMatchObject({
      recipients: [{ physicalAddress: inMilan }],
      usedServices: { physicalAddressLookup: true },
    });
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    const { timeline } = await client.detail(iun);
    expect(timeline.find(({ category }) => category === 'SEND_ANALOG_DOMICILE')?.details).toMatchObject({
      physicalAddress: inMilan,
    });
  });

  it('that the post cannot serve: NOT_VALID_ADDRESS', async () => {
    await livesAt(person, { ...inMilan, zip: '87100' });

    const { errors, iun, categories } = await refusalOf(withoutAddress(person));

    expect(errors).toEqual([
      {
        code: 'NOT_VALID_ADDRESS',
        detail: `Validation failed, address is not valid. Error=Address declared non-mailable by normalizer - iun=${iun} id=0 `,
      },
    ]);
    expect(categories).toEqual([
      'PUBLIC_REGISTRY_VALIDATION_CALL',
      'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
      'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
      'REQUEST_REFUSED',
    ]);
  });
});

describe('an address that no registry knows: ADDRESS_NOT_FOUND', () => {
  it('is told for each recipient, with the recipient', async () => {
    await livesAt(person, inMilan);

    const { errors, categories } = await refusalOf(
      withoutAddress('LRTFNC80A01F205B'),
      withoutAddress(person),
      withoutAddress('12345678903', 'PG'),
    );

    expect(errors).toEqual([
      { code: 'ADDRESS_NOT_FOUND', detail: 'Address not found for recipient index: 0', recIndex: 0 },
      { code: 'ADDRESS_NOT_FOUND', detail: 'Address not found for recipient index: 2', recIndex: 2 },
    ]);
    expect(categories).toEqual(['PUBLIC_REGISTRY_VALIDATION_CALL', 'REQUEST_REFUSED']);
  });
});
