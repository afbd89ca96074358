import { isIPv6 } from "node:net";

/** The eight groups of an IPv6 address, however it was shortened: without leading zeros, and `::` written out. */
function groupsOf(address: string): string[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_dotted, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number) as [number, number, number, number];
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = [], tail = []] = hex.split("::").map((side) => (side === "" ? [] : side.split(":")));
  const missing = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return [...head, ...missing, ...tail].map((group) => Number.parseInt(group, 16).toString(16));
}

/** The IPv4 address that a socket open to both kinds shows as `::ffff:192.0.2.1`. */
function mappedAddress(groups: string[]): string | null {
  if (groups.slice(0, 6).join(":") !== "0:0:0:0:0:ffff") return null;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * What an address is counted under: an IPv4 address by itself, an IPv6 address by its /64, all of which one subscriber
 * has. Anything that is no IP address counts as it is.
 */
export function networkOf(address: string): string {
  const [withoutZone = address] = address.split("%");
  if (!isIPv6(withoutZone)) return address;
  const groups = groupsOf(withoutZone);
  return mappedAddress(groups) ?? `${groups.slice(0, 4).join(":")}::/64`;
}
