import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { useMoment } from "@/components/tickets/use-moment";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { reviewDeskFindingAction } from "@/lib/privacy/actions";
import type { DeskFindingView } from "@/lib/privacy/contract";

/** One place: what and where it is, the way there, and that it was reviewed. */
export function FindingRow({ finding }: { finding: DeskFindingView }) {
  const t = useTranslations("privacy.findings");
  const tDesk = useTranslations("privacy.desk");
  const moment = useMoment();
  const { jobId, subjectType, subjectId, writtenAt } = finding;
  const { run, refusal, isPending } = useAction(reviewDeskFindingAction, () => undefined);
  const what = useKind(finding);
  const where = usePlace(finding);
  const time = writtenAt === null ? "" : moment(writtenAt);
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-60">
          <span className="block">{what}</span>
          <bdi className="block text-sm break-words text-ink-muted">
            {[where, time].filter((one) => one !== "").join(" · ")}
          </bdi>
        </p>
        <span className="flex gap-2">
          <ButtonLink href={addressOf(finding)} aria-label={tDesk("openOf", { what, where, time })}>
            {tDesk("open")}
          </ButtonLink>
          <Button
            busy={isPending}
            aria-label={t("reviewOf", { what, where, time })}
            onClick={() => run({ jobId, subjectType, subjectId })}
          >
            {t("review")}
          </Button>
        </span>
      </div>
      <RefusalBanner refusal={refusal} />
    </li>
  );
}

function useKind({ subjectType }: DeskFindingView): string {
  const t = useTranslations("privacy.findings");
  const tDesk = useTranslations("privacy.desk");
  if (subjectType === "macro" || subjectType === "major_incident" || subjectType === "major_incident_update")
    return tDesk(`type.${subjectType}`);
  return t(`type.${subjectType}`);
}

function usePlace({
  organizationName,
  ticketNumber,
  groupName,
  isInternal,
  groupId,
}: DeskFindingView): string {
  const t = useTranslations("privacy.findings");
  const tDesk = useTranslations("privacy.desk");
  if (groupId === null) return tDesk("ofTeam");
  const number = String(ticketNumber);
  const ticket = isInternal ? tDesk("notes", { number }) : t("inTicket", { number });
  const group = ticketNumber === null ? groupName : ticket;
  // A main group is called like its organization until somebody calls it otherwise.
  return [...new Set([organizationName, group])].filter((one) => one !== null).join(" · ");
}

/** Where the reader sees it: the message itself, else its conversation; a macro on their page. */
function addressOf({ groupId, subjectType, subjectId }: DeskFindingView): string {
  if (groupId === null) return subjectType === "macro" ? "/desk/macros" : "/desk/incidents";
  const isMessage = ["message", "notice", "message_revision"].includes(subjectType);
  const query = new URLSearchParams({ group: groupId, ...(isMessage ? { message: subjectId } : {}) });
  return `/desk?${query.toString()}`;
}
