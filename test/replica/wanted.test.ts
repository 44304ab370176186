import { describe, expect, it } from 'vitest';
import { namingsOf } from '../../src/replica/wanted.js';

const of = (url: string, headers: Record<string, string> = {}) => namingsOf({ url, headers });
const key = { 'x-api-key': 'k' };

describe('a call of the platform', () => {
  it('is about the sandbox of its key, else the one that the query names, else the default one', () => {
    expect(of('/delivery/v2.6/requests?sandbox=box', key)).toEqual([{ key: 'k' }, { id: 'box' }, { id: 'default' }]);
    expect(of('/delivery/v2.6/requests', { 'x-api-key': '' })).toEqual([{ id: 'default' }]);
    expect(of('/status?sandbox=a&sandbox=b')).toEqual([{ id: 'default' }]);
  });

  it('by a presigned link is about the sandbox that its path names, whatever its key', () => {
    expect(of('/safestorage/box/PN_1.pdf?X-Amz-Signature=1', key)).toEqual([{ id: 'box' }]);
  });
});

describe('a call of /_sim', () => {
  it('is about the sandbox of its key, also of one that nobody has, else the one that the query names', () => {
    expect(of('/_sim/clock?sandbox=box', key)).toEqual([{ key: 'k' }]);
    expect(of('/_sim/clock', { 'x-api-key': '' })).toEqual([{ key: '' }]);
    expect(of('/_sim/clock?sandbox=box')).toEqual([{ id: 'box' }]);
    expect(of('/_SIM/clock/')).toEqual([{ id: 'default' }]);
    expect(of('/checklistresult', key)).toEqual([{ key: 'k' }]);
  });

  it('about a sandbox by its path is about that one', () => {
    expect(of('/_sim/sandboxes/box', key)).toEqual([{ id: 'box' }]);
    expect(of('/_sim/sandboxes/Box%20A/')).toEqual([{ id: 'Box A' }]);
    expect(of('/_sim/sandboxes/%E0%A4%A')).toEqual([{ id: '%E0%A4%A' }]);
  });

  it.each(['/_sim', '/_sim/', '/_sim/health', '/_sim/cluster', '/_sim/sandboxes', '/_sim/openapi/sender?version=2.5'])(
    'that belongs to the process is answered by any replica: %s',
    (url) => {
      expect(of(url, key)).toEqual([]);
    },
  );
});

it('pages are given by any replica', () => {
  for (const url of ['/console', '/console/assets/a.js', '/docs', '/docs/']) expect(of(url)).toEqual([]);
});
