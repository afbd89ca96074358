/**
 * What the sender of a card must do about a failed call (docs/feishu.md, "Failures").
 *
 * - `retry_soon`: same uuid, exponential back-off, given up after `durations.cardGiveUp`.
 * - `fresh_token`: reaches a caller only when a fresh token was refused too.
 * - `degrade`: send again in the form `degradeTo` names, same uuid.
 * - `user_unreachable`: this person gets no cards until they sign in anew.
 * - `channel_broken`: nobody of this channel does, until its Feishu app is repaired.
 * - `quota_exhausted`: nobody of this tenant does, until the month ends.
 * - `our_bug`: alert, never retry. Also every refusal nobody has described.
 */
export type FeishuFailure =
  | "retry_soon"
  | "fresh_token"
  | "degrade"
  | "user_unreachable"
  | "channel_broken"
  | "quota_exhausted"
  | "our_bug";

/** The lesser form in which a refused card may still arrive. */
export type DegradedForm = "raw" | "no_mentions" | "plain_text" | "shorter" | "neutral";

/** What the classes are decided by. */
type Refusal = { code: number; httpStatus: number; text: string };

type Classification = {
  failure: FeishuFailure;
  degradeTo: DegradedForm | null;
  /** The ErrCode inside the text of 230099. */
  subCode: number | null;
};

const codesByFailure = {
  retry_soon: [99991400, 230020, 230049, 20050, 20072, 2200],
  fresh_token: [99991663, 99991664, 99991671],
  user_unreachable: [230013, 230029, 230034, 230035, 230038, 230053, 99992351, 99992363, 99992381, 99992364],
  channel_broken: [
    10003, 10005, 10014, 10015, 230006, 230027, 99991543, 99991662, 99991672, 99991673, 99991401, 11205,
    212100, 20002, 20009, 20048, 20069,
  ],
  quota_exhausted: [99991403],
  our_bug: [230001, 99992402, 99992361, 9499, 300317, 200770],
} as const satisfies Partial<Record<FeishuFailure, readonly number[]>>;

const failureOfCode = new Map<number, FeishuFailure>(
  Object.entries(codesByFailure).flatMap(([failure, codes]) =>
    codes.map((code): [number, FeishuFailure] => [code, failure as FeishuFailure]),
  ),
);

const degradedFormOfCode = new Map<number, DegradedForm>([
  [230025, "shorter"],
  [200860, "shorter"],
  [230022, "neutral"],
  [230028, "neutral"],
]);

/** 230099 says only that the card was refused; why stands in its text. */
const cardRefused = 230099;

function degradedFormOfCard(subCode: number | null, text: string): DegradedForm {
  // A fresh entity is now and then unknown to the replica that sends it; an entity can be sent only once.
  if (subCode === 11310 && /cardid is invalid/i.test(text)) return "raw";
  if (subCode === 200780) return "raw";
  if (subCode === 100290) return "no_mentions";
  return "plain_text";
}

function subCodeOf(text: string): number | null {
  const found = /ErrCode:\s*(\d+)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** The one table that says what a refusal of Feishu means for the sender. */
export function classify({ code, httpStatus, text }: Refusal): Classification {
  if (code === cardRefused) {
    const subCode = subCodeOf(text);
    return { failure: "degrade", degradeTo: degradedFormOfCard(subCode, text), subCode };
  }
  const degradeTo = degradedFormOfCode.get(code);
  if (degradeTo !== undefined) return { failure: "degrade", degradeTo, subCode: null };
  return { failure: failureOfCode.get(code) ?? failureOfStatus(httpStatus), degradeTo: null, subCode: null };
}

/** The class of an answer that names no code we know: a fault or a brake of Feishu passes, anything else is ours. */
export function failureOfStatus(httpStatus: number): FeishuFailure {
  return httpStatus >= 500 || httpStatus === 429 ? "retry_soon" : "our_bug";
}
