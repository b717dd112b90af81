import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What proxies add to a request that they hand on, each under names of its own. */
const forwarding =
  /^(forwarded|via|x-forwarded(-.+)?|x-original-.+|x-real-ip|(.+-)?client-?ip|x-(envoy|arr|amzn|azure)-.+|cf-.+|cdn-loop|x-proxy.*|tailscale-.+)$/;

/** Where a request comes from, as far as a server can tell. */
interface Origin {
  /** The host that the server listens on. */
  host: string | undefined;
  /** The host of the address under which the server says that it can be found. */
  site: string;
  /** The address at the other end of the connection. */
  remote: string | undefined;
  /** The version of HTTP that is spoken; unknown while developing. */
  version?: string | undefined;
  headers: Headers;
}

function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a host, with or without a port, is this machine by its name or address. */
function isLoopback(host: string): boolean {
  const name = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(host);
  const bare = (name?.[1] ?? name?.[2] ?? host).toLowerCase();
  return bare === 'localhost' || isLoopbackAddress(bare);
}

function isLoopbackPage(address: string): boolean {
  return URL.canParse(address) && isLoopback(new URL(address).host);
}

/**
 * Whether a request was made on this machine, by the person who sits at it. There are no accounts yet, so pages that
 * take files and change what is served are for that person only: the server listens on loopback, the other end of the
 * connection is loopback, the browser asked for a loopback name (a foreign name that points here would let a website
 * use the visitor's browser), the page that sent it is of this machine, and nothing was handed on by a proxy. Some
 * proxies add no header, but speak HTTP/1.0 where browsers do not.
 */
export function mayImport({ host, site, remote, version, headers }: Origin): boolean {
  const [origin, referer] = [headers.get('origin'), headers.get('referer')];
  return (
    host !== undefined &&
    isLoopback(host) &&
    isLoopback(site) &&
    remote !== undefined &&
    isLoopbackAddress(remote) &&
    version !== '1.0' &&
    isLoopback(headers.get('host') ?? '') &&
    (origin === null || isLoopbackPage(origin)) &&
    (referer === null || isLoopbackPage(referer)) &&
    ![...headers.keys()].some((name) => forwarding.test(name))
  );
}
