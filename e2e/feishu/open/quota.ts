import type { Tenant } from "../state/model";
import { type World, nowOf } from "../state/world";
import { Refusal } from "./refusal";

const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000;

/** The month the quota counts in; it resets at midnight on the first, Asia/Shanghai. */
export function quotaMonth(now: number): string {
  return new Date(now + SHANGHAI_OFFSET_MS).toISOString().slice(0, 7);
}

function rollOver(world: World, tenant: Tenant): void {
  const month = quotaMonth(nowOf(world));
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
