import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/sandbox/registry.js';
import { type Sandbox, StoreAway } from '../../src/sandbox/sandbox.js';

const aRegistry = () => {
  const registry = createRegistry<string>(() => 0);
  const sandbox = { id: 'blue' } as Sandbox<string>;
  const comes = (): void => {
    registry.bindKey('key of blue', 'blue');
    registry.add(sandbox);
  };
  comes();
  return { registry, sandbox, comes };
};

describe('a suspended sandbox', () => {
  it('is not here, and nobody hears that there is none', () => {
    const { registry } = aRegistry();
    registry.suspend('blue');

    expect(registry.all()).toEqual([]);
    expect([registry.has({ id: 'blue' }), registry.has({ key: 'key of blue' })]).toEqual([false, false]);
    expect(() => registry.get('blue')).toThrow(StoreAway);
    expect(() => registry.ofKey('key of blue')).toThrow('the sandbox "blue" is taken up again: ask again');
    expect([registry.get('green'), registry.ofKey('blue')]).toEqual([undefined, undefined]);
  });

  it('is found again when it is back, and its keys not a moment earlier', () => {
    const { registry, sandbox, comes } = aRegistry();
    registry.suspend('blue');
    registry.bindKey('key of blue', 'blue');
    expect(() => registry.ofKey('key of blue')).toThrow(StoreAway);

    comes();

    expect([registry.get('blue'), registry.ofKey('key of blue')]).toEqual([sandbox, sandbox]);
  });

  it('is unknown when somebody knows that it is gone', () => {
    const { registry } = aRegistry();
    registry.suspend('blue');
    registry.forget({ key: 'key of blue' });
    expect(registry.ofKey('key of blue')).toBeUndefined();
    expect(() => registry.get('blue')).toThrow(StoreAway);

    registry.forget({ id: 'blue' });

    expect(registry.get('blue')).toBeUndefined();
  });
});
