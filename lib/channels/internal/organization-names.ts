import type { OrganizationTag } from "@/lib/channels/contract";

/** Feishu documents these two values of `tenant_tag` and no other (docs/feishu.md). */
const tags = new Map<number, OrganizationTag>([
  [0, "team"],
  [2, "personal"],
]);

/** What a tag of Feishu's says of an organization's edition. */
export const organizationTag = (tag: number): OrganizationTag => tags.get(tag) ?? "other";

// How a name is written (width, case, spaces) is no difference worth a warning.
const plain = (name: string) => name.normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();

/** Whether two names of an organization are different names, and not one written differently. */
export const namesDiffer = (one: string, other: string): boolean => plain(one) !== plain(other);
