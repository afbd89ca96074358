import { expect, it } from "vitest";
import { isThanks } from "@/lib/tickets/internal/is-thanks";

it.each([
  "Thanks!",
  "thank you very much :)",
  "OK, great. Thanks",
  "好的，谢谢！",
  "收到",
  "问题解决了".slice(2),
  "👍",
  "<@00000000-0000-7000-8000-000000000001> 谢谢",
])("only says thanks: %s", (body) => {
  expect(isThanks(body)).toBe(true);
});

it.each([
  "",
  "???",
  "!!!",
  "<@00000000-0000-7000-8000-000000000001>",
  "Thanks, but it fails again",
  "not solved",
  "好的，但是还有问题",
  "OK?\nThe error is back",
  "还是不行",
])("says more: %s", (body) => {
  expect(isThanks(body)).toBe(false);
});
