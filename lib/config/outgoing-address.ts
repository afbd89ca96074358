import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { environment } from "@/lib/config/environment";

/** Why an address that somebody gave us is not called. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  constructor() {
    super("the address is not a public one");
  }
}

/** Networks that are not the public internet: our own, the cloud's metadata, and those that mean no single host (IANA special-purpose registries). */
const ours = new BlockList();
for (const [network, prefix] of [
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
] as const)
  ours.addSubnet(network, prefix, "ipv4");
// Of IPv6 only what is given out as global unicast is public, and of that not what carries an IPv4 address or is documentation.
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  ours.addSubnet(network, prefix, "ipv6");

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !ours.check(address, "ipv4");
  return family === 6 && publicV6.check(address, "ipv6") && !ours.check(address, "ipv6");
}

const isLoopbackName = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Names that mean this machine wherever they are looked up (RFC 6761), also written with the dot at their end. */
const isLoopbackDomain = (host: string): boolean => /(?:^|\.)localhost\.?$/.test(host);

/**
 * Whether the product may call a URL that somebody gave it: https without sign-in data, and plain http only on this machine
 * and outside of production. In production an address written as a number must be public; a name is looked at when it is
 * called, see `publicLookup`.
 */
export function isCallable(url: string, mode = environment().APP_MODE): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.username !== "" || parsed.password !== "") return false;
  const { protocol, hostname } = parsed;
  if (protocol === "http:") return mode !== "production" && isLoopbackName(hostname);
  if (protocol !== "https:") return false;
  if (mode !== "production") return true;
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? !isLoopbackDomain(hostname) : isPublicAddress(bare);
}

/**
 * A `lookup` for a connection that resolves a name and refuses it if any of its addresses is not public (in production): the
 * connection is made to the very address that was looked at, so that an answer cannot change in between.
 */
export function publicLookup(mode = environment().APP_MODE): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, addresses) => {
      if (failure) return callback(failure, [], 0);
      const isRefused = mode === "production" && addresses.some(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (isRefused || !first) return callback(new AddressRefused(), [], 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
