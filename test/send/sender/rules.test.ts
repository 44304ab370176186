import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/clock/instant.js';
import { type ApiKeyStatus, type KeyAction, keyActions } from '../../../src/send/sender/model.js';
import { isUsable, statusAfter } from '../../../src/send/sender/rules.js';

const at = 0 as Instant;
const aKey = (status: ApiKeyStatus, ...earlier: readonly ApiKeyStatus[]) => ({
  status,
  statusHistory: [...earlier, status].map((one) => ({ status: one, at })),
});

const states = {
  enabled: aKey('ENABLED', 'CREATED'),
  rotated: aKey('ROTATED', 'CREATED'),
  blocked: aKey('BLOCKED', 'CREATED'),
  blockedAfterRotation: aKey('BLOCKED', 'CREATED', 'ROTATED'),
};

const allowed: Readonly<Record<keyof typeof states, Partial<Record<KeyAction, string>>>> = {
  enabled: { ROTATE: 'ROTATED', BLOCK: 'BLOCKED' },
  rotated: { BLOCK: 'BLOCKED' },
  blocked: { ENABLE: 'ENABLED', DELETE: 'DELETED' },
  blockedAfterRotation: { DELETE: 'DELETED' },
};

describe.each(Object.keys(states) as (keyof typeof states)[])('a key that is %s', (state) => {
  it.each(keyActions)('may be asked to %s only where the platform allows it', (action) => {
    expect(statusAfter(states[state], action)).toBe(allowed[state][action]);
  });
});

it('lets calls pass while it is enabled or rotated', () => {
  expect(Object.entries(states).map(([state, key]) => [state, isUsable(key)])).toEqual([
    ['enabled', true],
    ['rotated', true],
    ['blocked', false],
    ['blockedAfterRotation', false],
  ]);
});
