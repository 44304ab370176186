import { describe, expect, it } from 'vitest';
import {
  causeMeaning,
  eventMeaning,
  handoverOf,
  returnReasonOf,
} from '../../../src/send/legal-fact/render/scan/postal-codes.js';

describe('the meaning of a postal event', () => {
  it.each([
    ['CON080', 'Stampata e imbustata'],
    ['RECRN001C', 'Consegnata – esito definitivo'],
    ['RECRN002A', 'Mancata consegna – esito registrato'],
    ['RECRN002F', 'Destinatario irreperibile – esito definitivo'],
    ['RECAG003E', 'Destinatario irreperibile – documenti acquisiti'],
    ['RECAG008B', 'Compiuta giacenza – documenti acquisiti'],
    ['RECAG012', 'Notifica perfezionata (23L accettato)'],
    ['RECRI002', 'Arrivata nel Paese di destinazione'],
    ['RECRSI004C', 'Mancata consegna – esito definitivo'],
    ['PNRN012', 'Dieci giorni di giacenza trascorsi'],
    ['XYZ', 'significato non noto'],
    ['RECRN999C', 'significato non noto'],
  ])('of %s is "%s"', (code, meaning) => {
    expect(eventMeaning(code).it).toBe(meaning);
  });

  it('of a cause is said in both languages', () => {
    expect(causeMeaning('M05')).toEqual({ it: 'invio rifiutato', en: 'refused' });
    expect(causeMeaning('Z99').en).toBe('meaning not known');
  });
});

describe('the crossed box', () => {
  it.each([
    ['RECRN001B', 'ADDRESSEE'],
    ['RECRI003B', 'ADDRESSEE'],
    ['RECRN003B', 'COUNTER'],
    ['RECAG002B', 'AUTHORISED'],
    ['RECAG006B', 'DELEGATE'],
    ['RECAG011B', 'STORAGE'],
  ])('of an advice of receipt that came with %s is %s', (code, handover) => {
    expect(handoverOf(code)).toBe(handover);
  });

  it.each([
    ['RECRN002B', 'M05', 'M05'],
    ['RECRN002E', undefined, 'M01'],
    ['RECRN004B', undefined, 'COUNTER'],
    ['RECAG007B', undefined, 'COUNTER'],
    ['RECRN005B', undefined, 'STORAGE_ENDED'],
    ['RECAG008B', undefined, 'STORAGE_ENDED'],
    ['RECRN002B', undefined, 'M09'],
  ])('of an envelope that came with %s and cause %s is %s', (code, cause, reason) => {
    expect(returnReasonOf(code, cause)).toBe(reason);
  });
});
