import { z } from "zod";

/** Identifies a group; every input that names one uses it. */
export const groupIdInput = z.object({ groupId: z.uuid() });
export type GroupIdInput = z.output<typeof groupIdInput>;

export type GroupKind = "main" | "ticket" | "internal";
export type Side = "customer" | "service";

/** A person as others in the group see them. `present` is false for somebody who left: their messages keep the name. */
export type MemberView = {
  personId: string;
  name: string;
  avatarUrl: string | null;
  side: Side;
  role: "owner" | "member";
  present: boolean;
};

/** A row of the conversation list. */
export type GroupRowView = {
  id: string;
  kind: GroupKind;
  name: string;
  /** The customer's organization: what staff, who see many, tell groups apart by. */
  organizationName: string;
  archived: boolean;
  memberCount: number;
  sequence: number;
  readSequence: number;
  /** Messages of others after `readSequence`; counted up to UNREAD_LIMIT. */
  unread: number;
  /** Whether one of the unread messages mentions me. */
  mentionsMe: boolean;
  lastMessage: { senderId: string; senderName: string; excerpt: string; createdAt: string } | null;
};

/** Unread counts stop here and are shown as "99+". */
export const UNREAD_LIMIT = 100;
