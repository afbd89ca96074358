"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/errors/result";
import { confirmSecondFactorAction } from "@/lib/identity/actions";
import type { EnrolmentView, SignInDoor } from "@/lib/identity/contract";

type EnrolmentProps = {
  door: SignInDoor;
  enrolment: EnrolmentView;
  onConfirmed: (recoveryCodes: string[]) => void;
};

/** Hands the secret to an authenticator app, by picture or by typing, and asks for the first code. */
export function Enrolment({ door, enrolment, onConfirmed }: EnrolmentProps) {
  const t = useTranslations("security.enrol");
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function confirm() {
    startTransition(async () => {
      const confirmed = await confirmSecondFactorAction(door, { code });
      if (confirmed.ok) onConfirmed(confirmed.value.recoveryCodes);
      else setRefusal(confirmed.error);
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-semibold">{t("title")}</h3>
      <ol className="flex list-decimal flex-col gap-4 pl-5">
        <li>
          <p>{t("scan")}</p>
          {/* White in the dark too: cameras do not read it otherwise. */}
          {/* oxlint-disable-next-line nextjs/no-img-element -- a picture inside of its address has nothing to be optimized */}
          <img
            src={enrolment.qrCode}
            alt={t("picture")}
            className="mt-2 size-48 rounded-md border bg-white p-1"
          />
          <p className="mt-2 text-ink-muted">{t("type")}</p>
          <div className="mt-1 flex flex-wrap items-center gap-2">
            <code
              aria-label={t("secret")}
              className="min-w-0 rounded-sm bg-code px-2 py-1 font-mono text-sm break-all text-ink"
            >
              {enrolment.secret}
            </code>
            <CopyButton value={enrolment.secret} label={t("copySecret")} />
          </div>
        </li>
        <li>
          <p className="mb-2">{t("confirm")}</p>
          <form
            className="flex max-w-xs flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              confirm();
            }}
          >
            <RefusalBanner refusal={refusal} />
            <TextField
              label={t("code")}
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              aria-required
              onChange={(event) => setCode(event.target.value)}
            />
            <Button type="submit" variant="primary" busy={isPending}>
              {t("submit")}
            </Button>
          </form>
        </li>
      </ol>
    </div>
  );
}
