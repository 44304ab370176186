import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/clock/instant.js';
import type { Room, RoomContext, Step } from '../../src/sandbox/room.js';
import { createSeed } from '../../src/sandbox/seed.js';
import { createRecipientsRoom, type RecipientChanged, RecipientPatchInvalid } from '../../src/scenario/recipients.js';
import { aFile, scenariosOf } from './scenario-files.js';

const { scenarios } = scenariosOf({
  'x.yaml': aFile(`world:
  people:
    - taxId: BNRMHL75C06G702B
      denomination: Michelangelo Buonarroti
      platform: { courtesy: { email: m@posta.it } }
      general: { INAD: [uno@pec.it, due@pec.it] }
      delegates: [MNDLCU98T68C933T]
`),
});
const michelangelo = 'BNRMHL75C06G702B';

const setUp = () => {
  const steps: Step<RecipientChanged>[] = [];
  const context: RoomContext = {
    sandboxId: 'test',
    seed: createSeed('seed'),
    time: { now: () => 0 as Instant, storageNow: () => 0 },
    record: <Data>(room: Room<Data>, data: Data): Step<Data> => {
      const step: Step<Data> = { seq: steps.length + 1, at: 0 as Instant, room: room.name, birth: { at: 0 }, data };
      // Through JSON, as the store would give it back.
      steps.push(JSON.parse(JSON.stringify(step)));
      room.apply(step);
      return step;
    },
  };
  return { room: createRecipientsRoom(context, () => scenarios), steps, context };
};

const refusal = (act: () => unknown): readonly string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof RecipientPatchInvalid) return error.problems.map((p) => `${p.path}: ${p.message.en}`);
    throw error;
  }
  return ['nothing was refused'];
};

describe('what a sandbox changes about a person', () => {
  it('keeps what a patch does not mention', () => {
    const { room } = setUp();

    const person = room.patch(michelangelo, { platform: { digital: { type: 'PEC', address: 'm@pec.it' } } });

    expect(person).toEqual({
      taxId: michelangelo,
      type: 'PF',
      denomination: 'Michelangelo Buonarroti',
      platform: { courtesy: { email: 'm@posta.it' }, digital: { type: 'PEC', address: 'm@pec.it' } },
      general: { INAD: ['uno@pec.it', 'due@pec.it'] },
      delegates: ['MNDLCU98T68C933T'],
    });
    expect(room.get(michelangelo)).toEqual(person);
  });

  it('removes by null what the files or an earlier patch said', () => {
    const { room } = setUp();
    room.patch(michelangelo, { platform: { bySender: { '01199250158': { courtesy: { sms: '+393330000000' } } } } });

    const person = room.patch(michelangelo, {
      general: null,
      delegates: null,
      platform: { courtesy: null, bySender: null },
    });

    expect(person).toEqual({ taxId: michelangelo, type: 'PF', denomination: 'Michelangelo Buonarroti', platform: {} });
  });

  it('starts afresh where an earlier null removed something', () => {
    const { room } = setUp();
    room.patch(michelangelo, { platform: { courtesy: null } });

    expect(room.patch(michelangelo, { platform: { courtesy: { sms: '+393330000000' } } }).platform).toEqual({
      courtesy: { sms: '+393330000000' },
    });
  });

  it('replaces lists as a whole', () => {
    const { room } = setUp();
    expect(room.patch(michelangelo, { delegates: ['FLPCPT69A65Z336P'] }).delegates).toEqual(['FLPCPT69A65Z336P']);
  });

  it('makes a stranger known, in any case of letters', () => {
    const { room } = setUp();

    room.patch('rssmra80a01h501u', { exists: false, physical: { address: 'Via Roma 1', municipality: 'Roma' } });

    expect(room.overrides.get('RSSMRA80A01H501U')).toEqual({
      taxId: 'RSSMRA80A01H501U',
      exists: false,
      physical: { address: 'Via Roma 1', municipality: 'Roma' },
    });
    expect(room.counts?.()).toEqual({ recipients: 1 });
  });

  it('leaves the files as they are', () => {
    const { room } = setUp();
    room.patch(michelangelo, { denomination: 'Altro', platform: { courtesy: { email: 'altro@posta.it' } } });

    expect(scenarios.people.get(michelangelo)?.denomination).toBe('Michelangelo Buonarroti');
    expect(scenarios.people.get(michelangelo)?.platform?.courtesy?.email).toBe('m@posta.it');
  });

  it('comes back from the stored steps, and is forgotten by a reset', () => {
    const { room, steps, context } = setUp();
    room.patch(michelangelo, { platform: { courtesy: null } });
    room.patch(michelangelo, { exists: false });
    const again = createRecipientsRoom(context, () => scenarios);

    for (const step of steps) again.apply(step);
    expect(again.get(michelangelo)).toEqual(room.get(michelangelo));

    room.reset();
    expect(room.get(michelangelo)).toBe(scenarios.people.get(michelangelo));
  });

  it.each([
    ['an unknown property', { exsts: false }, ['exsts: unknown property "exsts"; did you mean "exists"?']],
    ['an unknown property set to null', { exsts: null }, ['exsts: unknown property "exsts"; did you mean "exists"?']],
    [
      'a wrong type',
      { exists: 'no', delegates: 'x' },
      ['exists: expected true or false or null, found a text', 'delegates: expected a list or null, found a text'],
    ],
    [
      'a domicile of an unknown kind',
      { platform: { digital: { type: 'EMAIL', address: 'a@b.it' } } },
      ['platform.digital.type: value not allowed "EMAIL"; allowed: PEC, SERCQ, null'],
    ],
    [
      'half an address',
      { physical: { zip: '00184' } },
      ['physical: "address" is missing', 'physical: "municipality" is missing'],
    ],
    ['no object at all', [], [': expected an object (key: value pairs), found a list']],
    [
      'a prototype',
      JSON.parse('{"__proto__": {"exists": false}}'),
      [expect.stringContaining('__proto__: unknown property')],
    ],
  ])('refuses %s, and nothing changes', (_, patch, problems) => {
    const { room, steps } = setUp();

    expect(refusal(() => room.patch(michelangelo, patch))).toEqual(problems);
    expect(steps).toEqual([]);
    expect(room.get(michelangelo)).toBe(scenarios.people.get(michelangelo));
  });

  it('refuses what is no tax id', () => {
    const { room } = setUp();
    expect(refusal(() => room.patch('../etc', {}))).toEqual([
      expect.stringContaining('taxId: "../etc" is not a tax id'),
    ]);
  });
});
