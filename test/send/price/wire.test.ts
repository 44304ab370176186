import { describe, expect, it } from 'vitest';
import type { Price } from '../../../src/send/price/model.js';
import { toWirePriceV1, toWirePriceV23 } from '../../../src/send/price/wire.js';

const iun = 'NMDX-NVHP-UEZE-202606-Y-1';
const open: Price = { partialPrice: 200, totalPrice: 344, sendFee: 100, analogCost: 100, paFee: 100, vat: 22 };
const dates = {
  refinementDate: '2026-06-20T23:59:59.999999999+02:00',
  notificationViewDate: '2026-06-21T23:59:59.999999999+02:00',
};

describe('the price answer', () => {
  it('of v2.3 has every part of the price', () => {
    expect(toWirePriceV23(iun, { ...open, ...dates })).toEqual({ iun, ...open, ...dates });
  });

  it('of v1 has the partial price as its amount, and the dates', () => {
    expect(toWirePriceV1(iun, { ...open, ...dates })).toEqual({ iun, amount: 200, ...dates });
  });

  it('of v1 has no date that is not known yet', () => {
    expect(Object.keys(toWirePriceV1(iun, open))).toEqual(['iun', 'amount']);
  });
});
