import { expect } from 'vitest';
import type { Called } from '../support/simulator.js';

/** A refusal of our own API: status, code, and a sentence that says what is wrong and how to repair it. */
export const expectRefusal = (called: Called<unknown>, status: number, code: string, about: RegExp = /./): void => {
  const body = called.body as Readonly<Record<string, unknown>>;
  expect({ status: called.status, code: body?.code, text: called.text }).toEqual({ status, code, text: called.text });
  expect(called.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body.status).toBe(status);
  expect(String(body.title)).toMatch(/\w/);
  expect(String(body.hint)).toMatch(/\w/);
  expect(String(body.detail)).toMatch(about);
};
