import { describe, expect, it } from 'vitest';
import type { PhysicalAddress } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { readLife } from '../delivery/life.js';

/** The postal normaliser as a sender meets it: before the acceptance, and before a second letter. */
let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const italian = (zip: string, municipality: string, province: string, change = {}): PhysicalAddress => ({
  address: 'VIA ROMA 1',
  zip,
  municipality,
  province,
  ...change,
});
const abroad = (foreignState: string): PhysicalAddress => ({
  address: 'RUE DE LA PAIX 1',
  zip: '75001',
  municipality: 'PARIS',
  foreignState,
});

describe('the first normalisation', () => {
  const notMailable: readonly (readonly [string, PhysicalAddress])[] = [
    ['zip 11111', italian('11111', 'MILANO', 'MI')],
    ['zip 22222', italian('22222', 'MILANO', 'MI')],
    ['zip 33333', italian('33333', 'MILANO', 'MI')],
    ['a zip, a city and a province that are not together in the list', italian('90121', 'MILANO', 'PA')],
    ['Milan with a zip of Palermo', italian('90121', 'MILANO', 'MI')],
    ['Milan with a zip of Palermo in the province of Rome', italian('90121', 'MILANO', 'RM')],
    ['Palermo with a zip of the province of Milan', italian('20019', 'PALERMO', 'MI')],
    ['no zip', { address: 'VIA ROMA 1', municipality: 'ROMA', province: 'RM' }],
    ['a place that the list does not know', italian('20122', 'NON IDENTIFICATO XX', 'MI')],
    ['a country that the list does not know', abroad('ATLANTIDE')],
  ];

  it.each(notMailable)('refuses %s', async (_, physicalAddress) => {
    const id = await client.send({ recipients: [aPaperRecipient({ physicalAddress })] });
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });

    const iun = Buffer.from(id, 'base64').toString('ascii');
    expect((await client.requestStatus(id)).body).toMatchObject({
      errors: [
        {
          code: 'NOT_VALID_ADDRESS',
          detail: `Validation failed, address is not valid. Error=Address declared non-mailable by normalizer - iun=${iun} id=0 `,
        },
      ],
    });
  });

  const echoes: readonly (readonly [string, PhysicalAddress, Partial<PhysicalAddress>])[] = [
    ['39100 as Bolzano in two languages', italian('39100', 'BOLZANO', 'BZ'), { municipality: 'BOLZANO / BOZEN' }],
    [
      '39020 as Tubre in two languages',
      italian('39020', 'TUBRE', 'BZ'),
      { municipality: 'TUBRE / TAUFERS IM MÜNSTERTAL' },
    ],
    ['39010 as Verano in two languages', italian('39010', 'VERANO', 'BZ'), { municipality: 'VERANO / VÖRAN' }],
    [
      'any other trimmed, with single blanks, in capitals',
      italian('20121', 'Milano', 'MI', { address: ' via   Roma 1 ', addressDetails: 'scala b' }),
      { address: 'VIA ROMA 1', addressDetails: 'SCALA B', municipality: 'MILANO' },
    ],
    ['a country of the list', abroad('francia'), { address: 'RUE DE LA PAIX 1', foreignState: 'FRANCIA' }],
  ];

  it.each(echoes)('gives back %s', async (_, physicalAddress, echo) => {
    const iun = await client.accepted({ recipients: [aPaperRecipient({ physicalAddress })] });

    const { one } = await readLife(client, iun);
    expect(one('NORMALIZED_ADDRESS').details).toMatchObject({ normalizedAddress: echo });
  });
});

describe('the second normalisation', () => {
  const first = italian('20121', 'MILANO', 'MI', { address: 'VIA @FAIL-Irreperibile_AR' });

  /** Sends to an address where nobody is found, while the registry knows another one. */
  const afterFirstLetter = async (physical: PhysicalAddress) => {
    await client.call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { body: { physical } });
    const iun = await client.accepted({ recipients: [aPaperRecipient({ physicalAddress: first })] });
    await client.advance({ by: '60d' });
    return readLife(client, iun);
  };

  const refused: readonly (readonly [string, PhysicalAddress, string])[] = [
    ['zip 00000', italian('00000', 'ROMA', 'RM'), 'D01'],
    ['zip 33333', italian('33333', 'ROMA', 'RM'), 'D01'],
    ['a zip of another place', italian('40121', 'ROMA', 'RM'), 'D01'],
    ['a country that the list does not know', abroad('ATLANTIDE'), 'D01'],
    ['the same address in other capitals and blanks', { ...first, address: 'via  @FAIL-Irreperibile_ar' }, 'D02'],
  ];

  it.each(refused)('of %s prints no second letter', async (_, found, failureCause) => {
    const life = await afterFirstLetter(found);

    expect(life.one('PREPARE_ANALOG_DOMICILE_FAILURE').details.failureCause).toBe(failureCause);
    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_DOMICILE')).toHaveLength(1);
    expect(life.history.map((h) => h.status)).toContain('UNREACHABLE');
  });

  const taken: readonly (readonly [string, PhysicalAddress, Partial<PhysicalAddress>])[] = [
    ['zip 22222, corrected by the register of addresses', italian('22222', 'ROMA', 'RM'), { zip: '22222' }],
    [
      'another good address',
      italian('00184', 'Roma', 'RM'),
      { address: 'VIA ROMA 1', zip: '00184', municipality: 'ROMA' },
    ],
  ];

  it.each(taken)('of %s sends there', async (_, found, echo) => {
    const life = await afterFirstLetter(found);

    expect(life.one('SEND_ANALOG_DOMICILE', 'ATTEMPT_1').details.physicalAddress).toMatchObject(echo);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it.each(['11111', '00500'])('that fails with zip %s waits for the service and says so', async (zip) => {
    const life = await afterFirstLetter(italian(zip, 'ROMA', 'RM'));

    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_DOMICILE')).toHaveLength(1);
    expect(life.elements.filter((e) => e.category === 'PREPARE_ANALOG_DOMICILE_FAILURE')).toHaveLength(0);
    const { body } = await client.call<{ agenda: { why: { en: string } }[] }>('GET', `/_sim/notifications/${life.iun}`);
    expect(body.agenda.map((item) => item.why.en)).toEqual([expect.stringContaining('normaliser gives no answer')]);

    await client.call('PUT', '/_sim/recipients/LRTFNC80A01F205B', {
      body: { physical: italian('00184', 'ROMA', 'RM') },
    });
    await client.advance({ until: { iun: life.iun, status: 'EFFECTIVE_DATE' } });
    expect((await readLife(client, life.iun)).one('SEND_ANALOG_DOMICILE', 'ATTEMPT_1').details.physicalAddress).toEqual(
      expect.objectContaining({ zip: '00184' }),
    );
  });
});
