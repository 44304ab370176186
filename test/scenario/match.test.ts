import { describe, expect, it } from 'vitest';
import { matchAddress } from '../../src/scenario/match.js';

const names = new Set(['ok_ar', 'ok_890', 'ok_rs', 'fail_ar', 'fail_rs', 'fail-irreperibile_ar', 'ok-pecsuccess.it']);
const match = (address: string, channel: Parameters<typeof matchAddress>[1] = 'AR') =>
  matchAddress(address, channel, (name) => names.has(name));

describe('the fate that an address asks for', () => {
  it.each([
    ['VIA @OK_AR', 'AR', 'ok_ar'],
    ['Via@OK_AR', 'AR', 'ok_ar'],
    ['via1@ok_890', '890', 'ok_890'],
    ['@FAIL-IRREPERIBILE_AR', 'AR', 'fail-irreperibile_ar'],
    ['Via @FAIL-Irreperibile_AR 16', 'AR', 'fail-irreperibile_ar'],
    ['test@OK-pecSuccess.it', 'PEC', 'ok-pecsuccess.it'],
    ['test1@OK-PECSUCCESS.IT', 'PEC', 'ok-pecsuccess.it'],
  ] as const)('%s on %s names %s', (address, channel, name) => {
    expect(match(address, channel)).toEqual({ kind: 'named', name });
  });

  it.each([
    ['VIA @OK', 'AR', 'ok_ar'],
    ['VIA @ok 12', '890', 'ok_890'],
    ['VIA @FAIL', 'AR', 'fail_ar'],
    ['VIA @FAIL', 'RS', 'fail_rs'],
    ['Via Roma 1', 'AR', 'ok_ar'],
    ['Via Roma 1', '890', 'ok_890'],
    ['Via Roma 1', 'RS', 'ok_rs'],
    ['Via Failla 3', 'RS', 'ok_rs'],
  ] as const)('%s is completed by the product %s to %s', (address, channel, name) => {
    expect(match(address, channel)).toEqual({ kind: 'named', name });
  });

  it('plays the named outcome whatever the product is', () => {
    expect(match('VIA @FAIL_AR', '890')).toEqual({ kind: 'named', name: 'fail_ar' });
  });

  it.each([
    ['prova@fail.it', 'PEC'],
    ['prova@failalways.it', 'PEC'],
    ['VIA @FAIL_NEVER_HEARD_OF', 'AR'],
    ['VIA @FAIL', 'RIR'],
    ['001234@x', 'PEC'],
    ['+39001234@x', 'PEC'],
    ['001 VIA @OKINAWA', 'AR'],
    // The name is read from the first "fail", which here is the street's.
    ['VIA FAILLA @FAIL_AR', 'AR'],
  ] as const)('%s on %s fails in the generic way', (address, channel) => {
    expect(match(address, channel)).toEqual({ kind: 'failure', discovered: false });
  });

  it('lets a generic failure find another address when the word stands in it', () => {
    expect(match('VIA @FAIL_DISCOVERED')).toEqual({ kind: 'failure', discovered: true });
  });

  it.each([
    ['prova@pec.it', 'PEC'],
    ['x@OK-unknown.it', 'PEC'],
    ['VIA @OK_NEVER_HEARD_OF', 'AR'],
    ['VIA @ROMA', 'AR'],
    // Without an outcome of this product there is nothing to complete to.
    ['Via Roma 1', 'RIS'],
    ['VIA STOKER @OK_AR', 'AR'],
  ] as const)('%s on %s succeeds in the generic way', (address, channel) => {
    expect(match(address, channel)).toEqual({ kind: 'success' });
  });

  it.each(['via@sequence.5s-CON080', 'VIA@SEQUENCE.5S-CON080', 'x@sequence.5s-C003.it'])(
    '%s is a sequence',
    (address) => {
      expect(match(address)).toEqual({ kind: 'inline' });
    },
  );

  it('puts a failure before a sequence, and a known name before both', () => {
    expect(match('via@sequence.5s-CON080@fail_x')).toEqual({ kind: 'failure', discovered: false });
    expect(match('@FAIL_AR @sequence.5s-CON080')).toEqual({ kind: 'named', name: 'fail_ar' });
  });
});
