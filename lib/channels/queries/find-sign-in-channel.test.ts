import { expect, it } from "vitest";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";

it.each([
  ["a NUL, which the database takes in no text", "\0"],
  ["a NUL within", "cli_a1b2c3d4\0e5f60718"],
  ["half a character", "\uD800"],
  ["a path", "../cli_a1b2c3d4e5f60718"],
  ["nothing", ""],
  ["any length", "a".repeat(100_000)],
  ["an App ID of no channel", "cli_00000000000000ff"],
])("%s is no channel", async (_what, appId) => {
  expect(await findSignInChannel(appId)).toBeNull();
});
