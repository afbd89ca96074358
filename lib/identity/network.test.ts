import { expect, it } from "vitest";
import { networkOf } from "@/lib/identity/network";

it.each([
  ["a shortened address", "2001:db8::1", "2001:db8:0:0::/64"],
  ["another of the same network", "2001:db8::ffff:1:2:3", "2001:db8:0:0::/64"],
  ["the same written out, in capitals", "2001:0DB8:0000:0000:0000:0000:0000:0001", "2001:db8:0:0::/64"],
  ["another network of the same prefix", "2001:db8:0:1::1", "2001:db8:0:1::/64"],
  ["zeros left out behind the network", "2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["zeros left out within the network", "2001::2:0:0:0:1", "2001:0:0:2::/64"],
  ["this machine", "::1", "0:0:0:0::/64"],
  ["an address with its zone", "fe80::1%eth0", "fe80:0:0:0::/64"],
  ["an IPv4 address in an IPv6 network", "64:ff9b:1:2::192.0.2.7", "64:ff9b:1:2::/64"],
  ["an IPv4 address", "192.0.2.7", "192.0.2.7"],
  ["an IPv4 address on a socket for both kinds", "::ffff:192.0.2.7", "192.0.2.7"],
  ["the same in hexadecimal", "::ffff:c000:207", "192.0.2.7"],
  ["no address", "unknown", "unknown"],
])("%s", (_what, address, network) => {
  expect(networkOf(address)).toBe(network);
});
