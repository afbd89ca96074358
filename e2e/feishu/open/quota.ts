import type { Tenant } from "../state/model";
import type { Quirks } from "../state/quirks";
import { type World, nowOf } from "../state/world";
import { Refusal } from "./refusal";

const OFFSET_MS: Record<Quirks["quotaZone"], number> = { "Asia/Shanghai": 8 * 3600 * 1000, UTC: 0 };

/** The month the quota counts in; it resets at midnight on the first. */
export function quotaMonth(now: number, zone: Quirks["quotaZone"] = "Asia/Shanghai"): string {
  return new Date(now + OFFSET_MS[zone]).toISOString().slice(0, 7);
}

/** Whether a success of this route counts; which do is not published. */
export function isCounted(world: World, route: { name: string; counted: boolean }): boolean {
  const counted: Record<Quirks["quotaCounts"], boolean> = {
    assumed: route.counted,
    "messages-only": /^(?:im|cardkit)\./.test(route.name),
    "every-call": true,
  };
  return counted[world.quirks.quotaCounts];
}

function rollOver(world: World, tenant: Tenant): void {
  const month = quotaMonth(nowOf(world), world.quirks.quotaZone);
  if (tenant.quotaMonth === month) return;
  tenant.quotaMonth = month;
  tenant.quotaUsed = 0;
}

/** Basic edition only: the sum over all apps of the tenant. */
export function enforceQuota(world: World, tenant: Tenant): void {
  rollOver(world, tenant);
  if (tenant.edition === "basic" && tenant.quotaUsed >= tenant.quotaLimit) {
    throw new Refusal(429, 99991403, "This month's API call quota has been exceeded");
  }
}

/** Only successful calls are counted. */
export function countCall(world: World, tenant: Tenant): void {
  rollOver(world, tenant);
  tenant.quotaUsed += 1;
}
