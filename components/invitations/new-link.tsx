"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { LinkEnd } from "@/components/invitations/link-end";
import type { InvitationChange } from "@/components/invitations/use-invitations";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TextField } from "@/components/ui/text-field";
import { createInvitationAction } from "@/lib/invitations/actions";
import { type CreatedInvitationView, MAX_USES_LIMIT } from "@/lib/invitations/contract";

type NewLinkProps = { groupId: string; change: InvitationChange; clockAhead: number };

/** What was typed as a limit: null for none, undefined for what is no limit. */
function limitOf(typed: string): number | null | undefined {
  if (typed.trim() === "") return null;
  const limit = Number(typed);
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX_USES_LIMIT ? limit : undefined;
}

/** Makes a link and shows it, this once. */
export function NewLink({ groupId, change, clockAhead }: NewLinkProps) {
  const t = useTranslations("invitations");
  const door = useDoor();
  const [typed, setTyped] = useState("");
  const [created, setCreated] = useState<CreatedInvitationView | null>(null);
  const maxUses = limitOf(typed);

  function handleCreate(event: FormEvent) {
    event.preventDefault();
    if (maxUses === undefined) return;
    change.run(() => createInvitationAction(door, { groupId, maxUses }), setCreated);
  }

  if (created !== null)
    return (
      <div className="flex flex-col gap-2">
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={t("link")}
              readOnly
              value={created.url}
              onFocus={(event) => event.target.select()}
            />
          </div>
          <CopyButton value={created.url} label={t("copyLink")} />
        </div>
        <p className="text-sm">
          <LinkEnd expiresAt={created.expiresAt} clockAhead={clockAhead} />
        </p>
        <p className="text-sm text-ink-muted">{t("shownOnce")}</p>
        <div>
          <Button size="small" onClick={() => setCreated(null)}>
            {t("another")}
          </Button>
        </div>
      </div>
    );
  return (
    <form onSubmit={handleCreate} className="flex flex-col gap-3">
      <TextField
        label={t("limit")}
        description={t("limitHelp", { limit: MAX_USES_LIMIT })}
        error={maxUses === undefined ? t("limitWrong", { limit: MAX_USES_LIMIT }) : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={change.isPending}
          disabled={maxUses === undefined}
          data-first-focus
        >
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
