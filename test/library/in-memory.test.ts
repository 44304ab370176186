import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { fetchWithin } from '../../src/http/in-memory.js';

const answered = (listener: RequestListener, input: string, init?: RequestInit): Promise<Response> =>
  fetchWithin(createServer(listener), new Request(input, init));

describe('a call without a port', () => {
  it('arrives with method, path, host, headers and body, and brings the answer back', async () => {
    const response = await answered(
      (req, res) => {
        let body = '';
        req.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        req.on('end', () => {
          const { method, url, headers } = req;
          res.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
          res.end(JSON.stringify({ method, url, host: headers.host, length: headers['content-length'], body }));
        });
      },
      'http://send.example:81/a%20b?c=d',
      { method: 'POST', body: 'è' },
    );

    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.json()).toEqual({
      method: 'POST',
      url: '/a%20b?c=d',
      host: 'send.example:81',
      length: '2',
      body: 'è',
    });
  });

  it('tells the server that it was asked by https, so that links come back so', async () => {
    const response = await answered(
      (req, res) => res.end(String(req.headers['x-forwarded-proto'])),
      'https://send.example/',
    );

    expect(await response.text()).toBe('https');
  });

  it('carries megabytes both ways', async () => {
    const bytes = new Uint8Array(5_000_000).fill(7);
    const response = await answered((req, res) => req.pipe(res), 'http://x/', { method: 'PUT', body: bytes });

    expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
  });

  it('is answered without a body where the status has none', async () => {
    const response = await answered((_req, res) => res.writeHead(204).end(), 'http://x/', { method: 'DELETE' });

    expect([response.status, response.body]).toEqual([204, null]);
  });

  it('fails as on a network where the connection is cut', async () => {
    await expect(answered((req) => req.socket.destroy(), 'http://x/')).rejects.toThrow('fetch failed');
  });

  it('breaks off in the middle of a body that does not come to its end', async () => {
    const response = await answered((req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half', () => req.socket.destroy());
    }, 'http://x/');

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('can be given up', async () => {
    const control = new AbortController();
    const asked = answered(() => control.abort(new Error('enough')), 'http://x/', { signal: control.signal });

    await expect(asked).rejects.toThrow('enough');
  });
});
