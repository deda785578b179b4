import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

// RFC 6890 and what came after: everything that is not somebody else's public server.
const not_public_v4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;
// Within 2000::/3; outside of it nothing is public. Teredo and 6to4 carry IPv4 addresses in them.
const not_public_v6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const refused = new BlockList();
const public_v6 = new BlockList();
for (const [net, bits] of not_public_v4) refused.addSubnet(net, bits, "ipv4");
for (const [net, bits] of not_public_v6) refused.addSubnet(net, bits, "ipv6");
public_v6.addSubnet("2000::", 3, "ipv6");

/** Is this IP address one of the public internet: not loopback, private, link-local, multicast or reserved? */
export function is_public_address(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, "ipv4");
  return family === 6 && public_v6.check(address, "ipv6") && !refused.check(address, "ipv6");
}

/** The host of an address as the settings write it: lower case, without brackets, with its port. */
function named(url: URL): readonly string[] {
  const host = url.hostname.toLowerCase();
  return [host, `${host}:${url.port || (url.protocol === "https:" ? "443" : "80")}`];
}

/** Do the settings allow this host whatever its address? */
export function is_allowed_host(url: URL, allowed: readonly string[]): boolean {
  return named(url).some((one) => allowed.includes(one));
}

/**
 * Why an address that names an IP address itself, or this machine, is refused; null where it is not, or where a
 * name has to be looked up first: that is done at connect time, see `public_lookup`.
 */
export function literal_address_refused(url: URL, allowed: readonly string[]): string | null {
  if (is_allowed_host(url, allowed)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const local = host === "localhost" || host.endsWith(".localhost") || !(isIP(host) || host.includes("."));
  if (local || (isIP(host) && !is_public_address(host)))
    return "expected an address on the public internet, or one that the settings allow (STRAATLAGEN_WEBHOOK_HOSTS).";
  return null;
}

/** What the name of a host may not lead to. */
export class NotPublic extends Error {
  readonly code = "address_not_public";
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * `lookup` for a connection: every address that the name has now must be public, and it is one of exactly these
 * that is connected to, so that a name cannot answer differently the second time.
 */
export function public_lookup(
  host: string,
  options: { all?: boolean; family?: number | string },
  answer: Answer,
  resolve: typeof lookup = lookup,
): void {
  resolve(host, { all: true, verbatim: true }, (error, addresses) => {
    if (error) return answer(error, "", 4);
    const hidden = addresses.find(({ address }) => !is_public_address(address));
    if (hidden || addresses.length === 0)
      return answer(new NotPublic("expected a name that leads to public addresses only"), "", 4);
    if (options.all) return answer(null, addresses);
    answer(null, addresses[0]!.address, addresses[0]!.family);
  });
}
