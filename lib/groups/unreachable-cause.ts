import type { UnreachableCause } from "@/lib/groups/contract";
import { APP_REPLACED } from "@/lib/identity/app-replaced";

/** What Feishu's codes mean (docs/feishu.md, "Outcomes of a send"). */
const causes: Readonly<Record<string, UnreachableCause>> = {
  feishu_230013: "outside_availability",
  feishu_230029: "left_organization",
  feishu_230053: "bot_muted",
  [APP_REPLACED]: "app_replaced",
};

/** Why an identity cannot be reached, from what the last refused card left on it; null while it can. */
export function unreachableCause(reason: string | null): UnreachableCause | null {
  return reason === null ? null : (causes[reason] ?? "refused");
}
