import type { ChannelProblemKind, ChannelProblemView } from "@/lib/channels/contract";
import { isOfCredentials } from "@/lib/channels/policy";

const kindOfCode = new Map<number, ChannelProblemKind>([
  [10003, "app_unknown"],
  [10015, "secret_wrong"],
  [99991543, "secret_wrong"],
  [20002, "secret_wrong"],
  [20048, "app_unknown"],
  [10005, "app_disabled"],
  [99991662, "app_disabled"],
  [20069, "app_disabled"],
  [99991673, "not_published"],
  [212100, "not_published"],
  [20009, "not_published"],
  [99991401, "ip_not_allowed"],
  [99991672, "scope_missing"],
  [230027, "scope_missing"],
  [230006, "bot_off"],
  [11205, "bot_off"],
]);

/** One code of Feishu for three things: which, stands behind it in the reason. */
const ONE_FOR_THREE = 10_014;
const kindOfCredential: Readonly<Record<string, ChannelProblemKind>> = {
  app_secret: "secret_wrong",
  app_id: "app_unknown",
};

/** What a broken channel's row keeps of the answer that showed it. */
type Refusal = {
  code: number | null;
  wrongCredential: "app_id" | "app_secret" | null;
  callerAddress: string | null;
};

/** What Feishu's answer leaves in a channel's row: `<class>:<code>`, and behind it what the code alone does not say. */
export function brokenReasonOf({ code, wrongCredential, callerAddress }: Refusal): string {
  const more = code === ONE_FOR_THREE ? wrongCredential : callerAddress;
  return `channel_broken:${code ?? "unknown"}${more === null ? "" : `:${more}`}`;
}

/** What a channel's row says is wrong, read again. */
export function problemOf(brokenReason: string): Omit<ChannelProblemView, "page"> {
  const [, codeText = "", more = ""] = /^[^:]*:([^:]*):?(.*)$/.exec(brokenReason) ?? [];
  const code = Number(codeText) || 0;
  if (code === ONE_FOR_THREE) return { kind: kindOfCredential[more] ?? "app_disabled", code, address: null };
  const kind = kindOfCode.get(code) ?? "other";
  return { kind, code, address: kind === "ip_not_allowed" && more !== "" ? more : null };
}

/** Whether a channel waits for a new secret, from what its row says. */
export const needsNewSecret = (brokenReason: string | null): boolean =>
  brokenReason !== null && isOfCredentials(problemOf(brokenReason));

const pageOfKind: Record<ChannelProblemKind | "availability", string> = {
  availability: "/version",
  secret_wrong: "/baseinfo",
  app_unknown: "/baseinfo",
  app_disabled: "",
  not_published: "/version",
  ip_not_allowed: "/safe",
  scope_missing: "/auth",
  bot_off: "/bot",
  other: "",
};

/** The page of an app in Feishu's developer console on which this is repaired. */
export function consolePage(platformUrl: string, appId: string, kind: keyof typeof pageOfKind): string {
  return `${platformUrl}/app/${encodeURIComponent(appId)}${pageOfKind[kind]}`;
}
