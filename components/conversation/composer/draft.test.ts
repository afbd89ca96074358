import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bodyOf,
  type Draft,
  draftOf,
  editDraft,
  emptyDraft,
  insertMention,
  joinDrafts,
  withoutMentionBefore,
} from "@/components/conversation/composer/draft";

const ANN = "0198aaaa-0000-7000-8000-000000000001";
const BOB = "0198aaaa-0000-7000-8000-000000000002";
const names = new Map([
  [ANN, "Ann Lee"],
  [BOB, "陈晓"],
  ["all", "everyone"],
]);
const nameOf = (id: string) => names.get(id) ?? "?";

/** Types `text` at the end of a draft. */
const typed = (draft: Draft, text: string) =>
  editDraft(draft, draft.text + text, draft.text.length + text.length);

const withAnn = () =>
  insertMention(typed(emptyDraft, "hi @an"), { start: 3, end: 6 }, { id: ANN, name: "Ann Lee" });

describe("a draft with mentions", () => {
  it("shows the name and sends the token", () => {
    const { draft, caret } = withAnn();
    expect(draft.text).toBe("hi @Ann Lee ");
    expect(caret).toBe(draft.text.length);
    expect(bodyOf(typed(draft, "please look"))).toBe(`hi <@${ANN}> please look`);
  });

  it("adds no second space before text that has one", () => {
    const { draft } = insertMention(
      typed(emptyDraft, "@ look"),
      { start: 0, end: 1 },
      { id: BOB, name: "陈晓" },
    );
    expect(draft.text).toBe("@陈晓 look");
  });

  it("keeps a mention when text is put before it, even the same character", () => {
    const { draft } = insertMention(emptyDraft, { start: 0, end: 0 }, { id: ANN, name: "Ann Lee" });
    expect(bodyOf(editDraft(draft, `@${draft.text}`, 1))).toBe(`@<@${ANN}>`);
  });

  it("turns a mention into plain text when its name is changed", () => {
    const { draft } = withAnn();
    expect(bodyOf(editDraft(draft, "hi @AnnLee ", 7))).toBe("hi @AnnLee");
  });

  it("removes the whole name with one Backspace behind it, and nothing elsewhere", () => {
    const { draft } = withAnn();
    expect(withoutMentionBefore(draft, 11)).toEqual({ draft: { text: "hi  ", mentions: [] }, caret: 3 });
    expect(withoutMentionBefore(draft, 2)).toBeNull();
  });

  it("finds the change by comparing when the caret does not tell", () => {
    const { draft } = withAnn();
    expect(bodyOf(editDraft(draft, `well, ${draft.text}`, 0))).toBe(`well, hi <@${ANN}>`);
  });

  it("drops empty lines around the body and keeps the indentation of code", () => {
    expect(bodyOf({ text: "\n  \n    code\n\n", mentions: [] })).toBe("    code");
  });

  it("joins a failed message to what is being written, mentions included", () => {
    const failed = draftOf(`see <@${BOB}>`, nameOf);
    expect(bodyOf(joinDrafts(failed, withAnn().draft))).toBe(`see <@${BOB}>\nhi <@${ANN}>`);
    expect(joinDrafts(emptyDraft, failed)).toBe(failed);
  });

  it("returns the body it was made from", () => {
    const word = fc.constantFrom(
      `<@${ANN}>`,
      `<@${BOB}>`,
      "<@all>",
      "<@nobody>",
      "text",
      "@Ann Lee",
      "行\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const body = `x${words.join("")}x`;
        expect(bodyOf(draftOf(body, nameOf))).toBe(body);
      }),
    );
  });

  it("never cuts a name: every mention still covers its own name after any edit", () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.string({ maxLength: 5 }), (from, length, inserted) => {
        const { draft } = withAnn();
        const start = Math.min(from, draft.text.length);
        const text = draft.text.slice(0, start) + inserted + draft.text.slice(start + length);
        const edited = editDraft(draft, text, start + inserted.length);
        for (const mention of edited.mentions) {
          expect(edited.text.slice(mention.start, mention.end)).toBe("@Ann Lee");
        }
      }),
    );
  });
});
