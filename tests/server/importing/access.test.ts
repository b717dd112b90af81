import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayImport } from '#lib/server/importing/access.ts';

const local = { host: '127.0.0.1', site: '127.0.0.1:4173', remote: '127.0.0.1', version: '1.1' };

/** A request by somebody at this machine, with other or more headers. */
function asked(headers: Record<string, string> = {}, other: Partial<typeof local> = {}): boolean {
  return mayImport({ ...local, ...other, headers: new Headers({ host: '127.0.0.1:4173', ...headers }) });
}

describe('a request of somebody at this machine', () => {
  test.each([
    ['as browsers make it', {}, {}],
    ['by name', { host: 'localhost:4173' }, { host: 'localhost', site: 'localhost:4173' }],
    ['over IPv6', { host: '[::1]:4173' }, { host: '::1', site: '[::1]:4173', remote: '::1' }],
    ['over IPv6 to an IPv4 address', {}, { remote: '::ffff:127.0.0.1' }],
    ['to another loopback address', { host: '127.8.9.10' }, { host: '127.8.9.10' }],
    [
      'of a form on our own page',
      { origin: 'http://127.0.0.1:4173', referer: 'http://127.0.0.1:4173/import' },
      {},
    ],
    ['while developing', {}, { version: undefined as unknown as string }],
  ])('may read files in: %s', (_, headers, other) => {
    expect(asked(headers, other)).toBe(true);
  });

  test.each([
    ['server bound to every address', {}, { host: '0.0.0.0' }],
    ['server bound to every IPv6 address', {}, { host: '::' }],
    ['server bound to an address of the network', {}, { host: '192.168.1.5' }],
    ['server that does not say what it is bound to', {}, { host: undefined as unknown as string }],
    ['server that says it is found elsewhere', {}, { site: 'balans.example.nl' }],
    ['other machine', {}, { remote: '192.168.1.7' }],
    ['other machine over IPv6', {}, { remote: '2001:db8::1' }],
    ['other machine written as IPv6', {}, { remote: '::ffff:10.0.0.1' }],
    ['unknown machine, as behind a socket file', {}, { remote: undefined as unknown as string }],
    ['text that is no address', {}, { remote: 'localhost' }],
    ['foreign name that points here', { host: 'evil.example' }, {}],
    ['foreign name that looks like here', { host: '127.0.0.1.nip.io:4173' }, {}],
    ['foreign name that begins like here', { host: 'localhost.example.nl' }, {}],
    ['address with a name before it', { host: 'evil@127.0.0.1' }, {}],
    ['no name', { host: '' }, {}],
    ['form on another site', { origin: 'https://evil.example' }, {}],
    ['form on a page without an origin', { origin: 'null' }, {}],
    ['page that comes from another site', { referer: 'https://balans.example.nl/' }, {}],
    ['proxy that speaks HTTP/1.0', {}, { version: '1.0' }],
  ])('may not: %s', (_, headers, other) => {
    expect(asked(headers, other)).toBe(false);
  });

  test.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'X-Forwarded-Server',
    'x-forwarded',
    'x-real-ip',
    'x-client-ip',
    'x-cluster-client-ip',
    'client-ip',
    'true-client-ip',
    'fastly-client-ip',
    'fly-client-ip',
    'x-azure-clientip',
    'x-original-forwarded-for',
    'x-original-host',
    'x-envoy-external-address',
    'x-amzn-trace-id',
    'x-arr-log-id',
    'cf-connecting-ip',
    'cf-ray',
    'cdn-loop',
    'tailscale-user-login',
  ])('may not when it was handed on with %s, whatever its value', (name) => {
    expect(asked({ [name]: '127.0.0.1' })).toBe(false);
    expect(asked({ [name]: '' })).toBe(false);
  });

  test('may not from any address outside 127.0.0.0/8', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(asked({}, { remote: address })).toBe(address.startsWith('127.'));
        expect(asked({ host: address })).toBe(address.startsWith('127.'));
      }),
    );
  });
});
