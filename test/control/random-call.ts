import fc from 'fast-check';

/** A call of our own API; `iun-0` and `iun-1` in path and body stand for notifications that exist. */
interface RandomCall {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body: unknown;
  readonly hasKey: boolean;
}

const words = fc.constantFrom(
  ...['', '0', '-1', 'null', '1e9', 'P7D', '7d', '36h', 'P400Y', '2026-06-01T00:00:00Z', '1970-01-01T00:00:00Z'],
  ...['manual', 'scaled', 'auto', 'real', 'uat', 'demo', 'senders', 'streams', 'journal', 'fuzzed', 'default'],
  ...['ACCEPTED', 'EFFECTIVE_DATE', 'REFINEMENT', 'WAITING', 'PEC', 'LRTFNC80A01F205B', '12345678903', 'web'],
  ...['__proto__', 'constructor', 'toString', '../..', '%00', '\u0000', '💥'],
);
const text = fc.oneof(fc.string({ maxLength: 12, unit: 'binary' }), words);
const number = fc.oneof(
  fc.integer({ min: -2, max: 50 }),
  fc.double(),
  fc.constantFrom(1e308, 5e-324, -1, 0.5, 9_007_199_254_740_992),
);
const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null));

/** Names that bodies of our API have: with them random bodies come past the first check now and then. */
const names = fc.constantFrom(
  ...'id seed clock senders mode preset rate now by to next until max kinds iun notificationRequestId status'.split(
    ' ',
  ),
  ...'category recIndex requestStatus timeoutMs advance keep delegate taxId denomination via platform digital'.split(
    ' ',
  ),
  ...'courtesy bySender general physical exists deceased delegates name groups apiKeys pdnd key settings'.split(' '),
  ...'address zip municipality province type email sms appIo action'.split(' '),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('anything'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: names }, { weight: 1, arbitrary: text }), tie('anything')), {
        maxLength: 4,
      })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

/** Mostly right, now and then anything. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anything });
const some = (properties: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
  fc.record(properties, { requiredKeys });

const length = mostly(fc.constantFrom('0s', '1s', '45s', '36h', '7d', 'P40D', 'P1Y', 'P2Y', '0.001ms'));
const instant = mostly(
  fc
    .date({ min: new Date('2026-05-01'), max: new Date('2029-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
);
const iun = mostly(fc.constantFrom('iun-0', 'iun-1'));
const recIndex = mostly(fc.nat({ max: 1 }));
const until = mostly(
  some(
    {
      iun,
      status: mostly(fc.constantFrom('DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE', 'CANCELLED', 'VIEWED')),
      category: mostly(fc.constantFrom('REFINEMENT', 'NOTIFICATION_VIEWED', 'SEND_DIGITAL_FEEDBACK')),
      recIndex,
      requestStatus: mostly(fc.constantFrom('WAITING', 'ACCEPTED', 'REFUSED')),
    },
    ['iun'],
  ),
);
const pace = {
  mode: mostly(fc.constantFrom('manual', 'scaled', 'auto')),
  preset: mostly(fc.constantFrom('real', 'uat', 'demo')),
  rate: mostly(fc.oneof(fc.integer({ min: 1, max: 10_000_000 }), fc.double({ min: 5e-324, max: 1 }))),
};
const taxId = mostly(fc.constantFrom('LRTFNC80A01F205B', 'FRMTTR76M06B715E', '12345678903'));
const digital = mostly(some({ type: mostly(fc.constantFrom('PEC', 'SERCQ')), address: text }, ['type', 'address']));
const courtesy = mostly(some({ email: text, sms: text, appIo: mostly(fc.boolean()) }));
const group = mostly(fc.constantFrom('a', 'b'));

/** Bodies that are nearly right, by the call that takes them. */
const bodies: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'POST /_sim/clock/advance': fc.oneof(
    some({ by: length }, ['by']),
    some({ to: instant }, ['to']),
    some({ next: mostly(fc.integer({ min: 1, max: 20 })), kinds: mostly(fc.constant('all')) }, ['next']),
    some({ until, max: length }, ['until']),
  ),
  'PUT /_sim/clock': fc.oneof(
    some({ mode: pace.mode }),
    some({ preset: pace.preset }),
    some({ ...pace, now: instant }),
  ),
  'POST /_sim/wait': some({ until, timeoutMs: fc.nat({ max: 20 }), advance: mostly(fc.boolean()) }, [
    'until',
    'timeoutMs',
  ]),
  'POST /_sim/reset': some({ keep: mostly(fc.subarray(['senders', 'streams', 'journal', 'scenarios'])) }),
  'POST /_sim/notifications/:iun/view': some({
    recIndex,
    delegate: mostly(some({ taxId, denomination: text }, ['taxId'])),
    via: mostly(fc.constantFrom('web', 'io')),
  }),
  'PUT /_sim/recipients/:taxId': some({
    platform: mostly(some({ digital, courtesy, bySender: mostly(fc.dictionary(text, some({ digital, courtesy }))) })),
    general: mostly(some({ address: text })),
    physical: mostly(some({ address: text, zip: text, municipality: text, province: text })),
    exists: mostly(fc.boolean()),
    deceased: mostly(fc.boolean()),
    delegates: mostly(fc.array(taxId, { maxLength: 3 })),
    denomination: text,
  }),
  'POST /_sim/sandboxes': some({
    seed: mostly(fc.nat()),
    clock: mostly(some({ preset: pace.preset, now: instant })),
    senders: mostly(
      fc.array(
        some({
          taxId: mostly(fc.constant('02438750586')),
          groups: mostly(fc.subarray(['a', 'b'])),
          apiKeys: mostly(fc.array(some({ groups: fc.array(group, { maxLength: 2 }), pdnd: mostly(fc.boolean()) }))),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
  }),
};

const parameters: Readonly<Record<string, fc.Arbitrary<string>>> = {
  limit: fc.integer({ min: -1, max: 1_200 }).map(String),
  cursor: fc.oneof(
    fc.nat({ max: 50 }).map(String),
    fc.nat({ max: 50 }).map((n) => `c${n}`),
  ),
  since: fc.nat({ max: 50 }).map((n) => `c${n}`),
  status: fc.oneof(fc.constantFrom('ACCEPTED', 'REFUSED', '200', '404', '500'), text),
  q: text,
  iun: fc.constantFrom('iun-0', 'iun-1', 'x'),
  sandbox: fc.constantFrom('fuzzed', 'default', 'x'),
};
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc
        .constantFrom(...Object.keys(parameters))
        .chain((name) => fc.tuple(fc.constant(name), parameters[name] ?? text)),
      { maxLength: 2 },
    ),
  },
  { weight: 1, arbitrary: fc.array(fc.tuple(text, text), { maxLength: 2 }) },
);

const segments: Readonly<Record<string, fc.Arbitrary<unknown>>> = { iun, taxId };

/** @param routes lines as `GET /_sim` tells them */
export const randomCall = (routes: readonly string[]): fc.Arbitrary<RandomCall> =>
  fc.constantFrom(...routes).chain((route) => {
    const [method = '', template = ''] = route.split(' ');
    const named = /:(\w+)/.exec(template)?.[1];
    const segment = fc.oneof(
      { weight: 4, arbitrary: (named && segments[named]) || text },
      { weight: 1, arbitrary: text },
    );
    return fc.record({
      method: fc.constant(method),
      path: segment.map((value) =>
        template.replace(/:\w+/, () => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))),
      ),
      query,
      body: fc.oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: bodies[route] ?? anything }),
      hasKey: fc.boolean(),
    });
  });
