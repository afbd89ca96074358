import { fileRoute } from "@/lib/http/file-route";
import { withSecurityHeaders } from "@/lib/http/own-headers";
import { route } from "@/lib/http/route";
import { uploadRoute } from "@/lib/http/upload-route";
import { discardAttachment } from "@/lib/messages/commands/discard-attachment";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import { attachmentIdInput, uploadAttachmentInput } from "@/lib/messages/contract";
import { readAttachment } from "@/lib/messages/queries/read-attachment";

// The one transport of files; each door has it at an address of its own.

/** Takes a file: `POST …/groups/{groupId}/attachments?name=…`, the body is its bytes. */
export const takesFiles = (door: "employee" | "staff") =>
  uploadRoute(door, uploadAttachmentInput, uploadAttachment);

/** Gives a file out: `GET …/attachments/{attachmentId}`. */
export const givesFiles = (door: "employee" | "staff") => fileRoute(door, attachmentIdInput, readAttachment);

/** Gives a draft up: `DELETE …/attachments/{attachmentId}`. */
export const discardsFiles = (door: "employee" | "staff") =>
  withSecurityHeaders(route(door, attachmentIdInput, discardAttachment));
