import { describe, expect, it } from "vitest";
import { classify, type DegradedForm, type FeishuFailure } from "@/lib/feishu/classify";

const table: [FeishuFailure, number[]][] = [
  ["retry_soon", [99991400, 230020, 230049, 20050, 20072, 2200]],
  ["fresh_token", [99991663, 99991664, 99991671]],
  [
    "user_unreachable",
    [230013, 230029, 230034, 230035, 230038, 230053, 99992351, 99992363, 99992381, 99992364],
  ],
  [
    "channel_broken",
    [
      10003, 10014, 10015, 230006, 230027, 99991662, 99991672, 99991673, 99991401, 11205, 20002, 20009, 20048,
      20069,
    ],
  ],
  ["quota_exhausted", [99991403]],
  ["our_bug", [230001, 99992402, 99992361, 9499, 300317, 200770]],
  ["degrade", [230099, 230025, 200860, 230022, 230028]],
];

describe("classify", () => {
  it.each(table.flatMap(([failure, codes]) => codes.map((code) => [code, failure] as const)))(
    "puts code %i into %s, with whatever HTTP status it comes",
    (code, failure) => {
      for (const httpStatus of [200, 400]) {
        expect(classify({ code, httpStatus, text: "" }).failure).toBe(failure);
      }
    },
  );

  it.each<[string, number, DegradedForm, number | null]>([
    ["Failed to create card content, ext=ErrCode: 11310; ErrMsg: cardid is invalid; ", 230099, "raw", 11310],
    [
      "Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit; ",
      230099,
      "plain_text",
      11310,
    ],
    ["ext=ErrCode: 200780; ErrMsg: card binding biz count over limit; ", 230099, "raw", 200780],
    ["ext=ErrCode: 100290; ErrMsg: invalid person id; ErrorValue: x; ", 230099, "no_mentions", 100290],
    ["ext=ErrCode: 200621; ErrMsg: parse card json err; ", 230099, "plain_text", 200621],
    ["no sub-code at all", 230099, "plain_text", null],
    ["", 230025, "shorter", null],
    ["", 200860, "shorter", null],
    ["", 230022, "neutral", null],
    ["", 230028, "neutral", null],
  ])("degrades after %j (%i) to %s", (text, code, degradeTo, subCode) => {
    expect(classify({ code, httpStatus: 400, text })).toEqual({ failure: "degrade", degradeTo, subCode });
  });

  it.each<[number, FeishuFailure]>([
    [500, "retry_soon"],
    [503, "retry_soon"],
    [429, "retry_soon"],
    [400, "our_bug"],
    [200, "our_bug"],
  ])("puts an undescribed code with HTTP %i into %s", (httpStatus, failure) => {
    expect(classify({ code: 7_654_321, httpStatus, text: "" }).failure).toBe(failure);
  });
});
