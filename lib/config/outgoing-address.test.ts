import { describe, expect, it } from "vitest";
import { AddressRefused, isCallable, isPublicAddress, publicLookup } from "@/lib/config/outgoing-address";

describe("an address", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "192.167.255.255", "223.255.255.255", "2400:3200::1"])(
    "%s is of the public internet",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ["this host", "0.0.0.0"],
    ["a private network", "10.1.2.3"],
    ["a private network", "172.16.0.1"],
    ["a private network", "172.31.255.255"],
    ["a private network", "192.168.1.1"],
    ["a carrier's network", "100.64.0.1"],
    ["this machine", "127.0.0.1"],
    ["this machine", "127.255.255.254"],
    ["the cloud's metadata", "169.254.169.254"],
    ["the cloud's metadata of Alibaba Cloud", "100.100.100.200"],
    ["everybody", "224.0.0.1"],
    ["everybody", "255.255.255.255"],
    ["this machine", "::1"],
    ["nothing", "::"],
    ["a private network", "fd00::1"],
    ["a link", "fe80::1"],
    ["everybody", "ff02::1"],
    ["an IPv4 address in disguise", "::ffff:127.0.0.1"],
    ["an IPv4 address in disguise", "::ffff:7f00:1"],
    ["an IPv4 address in disguise", "64:ff9b::7f00:1"],
    ["an IPv4 address in disguise", "2002:7f00:1::"],
    ["documentation", "2001:db8::1"],
    ["an IPv4 address in disguise", "::127.0.0.1"],
    ["an IPv4 address in disguise", "2001:0:7f00:1::1"],
    ["a site", "fec0::1"],
    ["a link, with its zone", "fe80::1%eth0"],
    ["no address", "0177.0.0.1"],
    ["no address", "2130706433"],
    ["no address", "localhost"],
    ["no address", ""],
  ])("that means %s is not: %s", (_what, address) => expect(isPublicAddress(address)).toBe(false));
});

describe("a URL somebody gave", () => {
  it.each([
    ["https://events.example.com/v2/enqueue", "production", true],
    ["https://203.0.114.5/", "production", true],
    ["http://events.example.com/", "production", false],
    ["http://localhost:9999/", "production", false],
    ["https://localhost/", "production", false],
    ["https://127.0.0.1/", "production", false],
    ["https://[::1]/", "production", false],
    ["https://[::ffff:10.0.0.1]/", "production", false],
    ["https://169.254.169.254/latest/meta-data", "production", false],
    // Other spellings of 127.0.0.1, which the URL parser reads.
    ["https://2130706433/", "production", false],
    ["https://0x7f.1/", "production", false],
    ["https://0177.0.0.1/", "production", false],
    ["https://017700000001/", "production", false],
    ["https://0x7f000001/", "production", false],
    ["https://127.1/", "production", false],
    ["https://127.0.0.1./", "production", false],
    ["https://１２７.０.０.１/", "production", false],
    ["https://127%2e0%2e0%2e1/", "production", false],
    // Those of the cloud's metadata and of nothing.
    ["https://0xa9fea9fe/", "production", false],
    ["https://0251.0376.0251.0376/", "production", false],
    ["https://[::ffff:a9fe:a9fe]/", "production", false],
    ["https://[0:0:0:0:0:ffff:169.254.169.254]/", "production", false],
    ["https://[64:ff9b::a9fe:a9fe]/", "production", false],
    ["https://0/", "production", false],
    ["https://0.0.0.0/", "production", false],
    ["https://[::]/", "production", false],
    ["https://[fe80::1]/", "production", false],
    ["https://[fd00::1]/", "production", false],
    ["https://localhost./", "production", false],
    ["https://LOCALHOST/", "production", false],
    ["https://metadata.localhost/", "production", false],
    ["https://user:secret@events.example.com/", "production", false],
    ["ftp://events.example.com/", "production", false],
    ["file:///etc/passwd", "production", false],
    ["no address", "production", false],
    ["https://10.0.0.1/", "development", true],
    ["http://127.0.0.1:9999/", "development", true],
    ["http://localhost:9999/", "demo", true],
    ["http://[::1]:9999/", "development", true],
    ["http://10.0.0.1/", "development", false],
    ["http://events.example.com/", "demo", false],
  ] as const)("%s in %s: %s", (url, mode, callable) => expect(isCallable(url, mode)).toBe(callable));
});

describe("a name that leads to this machine", () => {
  const lookUp = (mode: "production" | "development", all: boolean) =>
    new Promise<unknown>((answer) => {
      publicLookup(mode)("localhost", { all }, (failure, address) => answer(failure ?? address));
    });

  it("is not connected to in production, whatever it was when it was given", async () => {
    expect(await lookUp("production", true)).toBeInstanceOf(AddressRefused);
    expect(await lookUp("production", false)).toBeInstanceOf(AddressRefused);
  });

  it("is where tests and demonstrations listen", async () => {
    expect(await lookUp("development", false)).toMatch(/^(?:127\.0\.0\.1|::1)$/);
  });
});
