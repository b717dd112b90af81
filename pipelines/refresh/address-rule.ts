import { BlockList, isIP } from 'node:net';
import { Refusal } from '#pipelines/refresh/refusal.ts';

const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  // Holds for the same addresses written as IPv6, too.
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

/** Finds the addresses of a host. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** Whether a host is this machine or stands in a private network, by its name or by any address that it has. */
export async function isPrivate({ hostname }: URL, lookup: Lookup): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (/(^|\.)(localhost|local|internal)$/.test(host)) return true;
  const addresses = isIP(host) ? [host] : await lookup(host).catch(() => []);
  return addresses.some((address) => privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
}

/**
 * Says no to an address that an answer of the internet may not send us to: an unencrypted one where we started
 * encrypted, and one of this machine or a private network where we did not start in one.
 *
 * @throws Refusal
 */
export async function requireSafe(from: URL, to: URL, lookup: Lookup): Promise<void> {
  const no = (why: string) => new Refusal('unsafe-redirect', `${from.host} sends us to ${to.origin}, ${why}`);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw no('which is no web address');
  if (from.protocol === 'https:' && to.protocol === 'http:') throw no('which is not encrypted');
  if (to.host === from.host) return;
  if ((await isPrivate(to, lookup)) && !(await isPrivate(from, lookup))) throw no('inside a private network');
}
