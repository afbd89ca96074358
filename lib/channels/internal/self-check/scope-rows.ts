import { green, red, type Row, unread } from "@/lib/channels/internal/self-check/rows";
import type { CheckStep } from "@/lib/channels/self-check-contract";
import { type AppAnswers, errorsOf } from "@/lib/feishu/ask-app";
import { type RequiredScope, requiredScopes } from "@/lib/feishu/required-configuration";

/** The row of each permission of the manual's step 5. */
export const stepOfScope: Record<RequiredScope, CheckStep> = {
  "application:application:self_manage": "scope_application",
  "cardkit:card:write": "scope_cardkit",
  "im:message:send_as_bot": "scope_message",
  "tenant:tenant:readonly": "scope_tenant",
};

/** Each of the four permissions: granted, declared but not granted, or not declared at all (edge-cases §1.6). */
export function scopeRows(answers: AppAnswers): Row[] {
  const { scopes } = answers;
  if (scopes === undefined) return [];
  const named = new Set(errorsOf(answers).flatMap(({ missingScopes }) => missingScopes));
  return requiredScopes.map((scope) => {
    const step = stepOfScope[scope];
    const details = { scope };
    if ("error" in scopes)
      return named.has(scope) ? red(step, "not_granted", { details }) : unread(step, scopes.error);
    const listed = scopes.value.filter(({ name }) => name === scope);
    if (listed.some(({ granted }) => granted)) return green(step, "granted", { details });
    return red(step, listed.length === 0 ? "not_added" : "not_granted", { details });
  });
}
