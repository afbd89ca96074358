import { namesDiffer, organizationTag } from "@/lib/channels/internal/organization-names";
import { amber, green, red, type Row } from "@/lib/channels/internal/self-check/rows";
import type { FeishuTenant } from "@/lib/feishu/answers";

/** What a channel's row says of the organization. An empty key: Feishu has not told it yet. */
export type KnownOrganization = { tenantKey: string; organizationNameTyped: string };

/** The app is of the channel's organization, and that is called what was typed (edge-cases §1.3). */
export function organizationRow(tenant: FeishuTenant, known: KnownOrganization): Row {
  const details = { name: tenant.name, number: tenant.displayId };
  if (known.tenantKey !== "" && known.tenantKey !== tenant.tenantKey)
    return red("organization", "other", { details });
  if (!namesDiffer(tenant.name, known.organizationNameTyped))
    return green("organization", "right", { details });
  const compared = [{ expected: tenant.name, actual: known.organizationNameTyped }];
  return amber("organization", "differs", { details, compared });
}

/** The organization's edition, as far as Feishu tells, and whether this month's calls are used up. */
export function editionRow(tenant: FeishuTenant | null, isExhausted: boolean): Row | null {
  if (isExhausted) return amber("edition", "exhausted");
  if (tenant === null) return null;
  const tag = organizationTag(tenant.tenantTag);
  return tag === "personal" ? amber("edition", "personal") : green("edition", tag);
}
