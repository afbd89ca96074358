import type { App, AppVersion, Availability, User } from "./model";
import type { World } from "./world";
import { mintHex, nowOf } from "./world";

/** The version in force: the newest approved one. */
export function onlineVersion(app: App): AppVersion | undefined {
  return app.versions.findLast((version) => version.status === 1);
}

export function versionUnderReview(app: App): AppVersion | undefined {
  return app.versions.findLast((version) => version.status === 3);
}

/** A scope counts only in the published version and only if the administrator granted it. */
export function hasScope(app: App, scope: string, tokenType: "tenant" | "user"): boolean {
  const published = onlineVersion(app)?.scopes ?? [];
  return (
    published.some((grant) => grant.scope === scope && grant.tokenType === tokenType) &&
    !app.withheldScopes.includes(scope)
  );
}

export function isInRange(availability: Availability, user: User): boolean {
  if (availability.kind === "all") return true;
  if (availability.kind === "users") return availability.userIds.includes(user.userId);
  return availability.departments.includes(user.department);
}

/** Whether the person may use the app: own tenant, inside the range, not black-listed. */
export function mayUse(app: App, user: User): boolean {
  return (
    user.tenantKey === app.tenantKey &&
    isInRange(app.availability, user) &&
    !app.blackList.includes(user.userId)
  );
}

/** Freezes the draft into a new version. An approved one is in force at once, with the range it suggests. */
export function submitVersion(
  world: World,
  app: App,
  status: AppVersion["status"],
  remark: string,
): AppVersion {
  const version: AppVersion = {
    ...structuredClone(app.draft),
    versionId: `oav_${mintHex(world, "version", 32)}`,
    version: `1.0.${app.versions.length}`,
    status,
    createdAt: nowOf(world),
    publishedAt: status === 1 ? nowOf(world) : null,
    remark,
  };
  app.versions.push(version);
  if (status === 1) app.availability = structuredClone(app.draft.availability);
  return version;
}
