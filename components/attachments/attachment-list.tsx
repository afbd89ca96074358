"use client";

import { Download, File } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { isShownPicture, mediaKindOf } from "@/components/attachments/media-kind";
import { useFileSize } from "@/components/attachments/use-file-size";
import { routesOf } from "@/lib/errors/browser/read-view";
import type { AttachmentView } from "@/lib/messages/contract";

/** The files of a message: pictures as thumbnails, everything else by name, size and kind. */
export function AttachmentList({ attachments }: { attachments: readonly AttachmentView[] }) {
  const t = useTranslations("attachments");
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("files", { count: attachments.length })} className="mt-1 flex flex-wrap gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="max-w-full">
          {isShownPicture(attachment.mediaType) ? (
            <Picture attachment={attachment} />
          ) : (
            <FileRow attachment={attachment} />
          )}
        </li>
      ))}
    </ul>
  );
}

function useAddress({ id }: AttachmentView): string {
  return `${routesOf(useDoor())}/attachments/${id}`;
}

/** Always of the same size, whatever the picture's is: nothing moves when it arrives. */
function Picture({ attachment }: { attachment: AttachmentView }) {
  const t = useTranslations("attachments");
  const address = useAddress(attachment);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileRow attachment={attachment} />;
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      aria-label={t("openPicture", { name: attachment.name })}
      title={attachment.name}
      className="block h-36 w-48 overflow-hidden rounded-md border bg-sunken"
    >
      {/* Authorized for each request: no optimizer may fetch or keep it. */}
      {/* oxlint-disable-next-line nextjs/no-img-element -- see above */}
      <img
        src={address}
        alt=""
        loading="lazy"
        width={192}
        height={144}
        onError={() => setBroken(true)}
        className="size-full object-cover"
      />
    </a>
  );
}

function FileRow({ attachment }: { attachment: AttachmentView }) {
  const t = useTranslations("attachments");
  const fileSize = useFileSize();
  const { name, mediaType, size } = attachment;
  return (
    <a
      href={useAddress(attachment)}
      download={name}
      aria-label={t("download", { name, size: fileSize(size) })}
      className="group/file flex h-12 w-72 max-w-full items-center gap-3 rounded-md border bg-raised px-3 hover:bg-hover"
    >
      <File aria-hidden="true" className="size-5 shrink-0 text-ink-muted" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate leading-5 font-medium text-ink">{name}</bdi>
        <span className="block truncate text-xs text-ink-faint">
          {t("sizeAndKind", { size: fileSize(size), kind: t(`kinds.${mediaKindOf(mediaType)}`) })}
        </span>
      </span>
      <Download aria-hidden="true" className="size-4 shrink-0 text-ink-faint group-hover/file:text-ink" />
    </a>
  );
}
