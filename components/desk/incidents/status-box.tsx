"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useMajorAction } from "@/components/desk/incidents/use-major-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { postMajorUpdateAction } from "@/lib/incidents/actions";
import { STATUS_LIMIT } from "@/lib/incidents/contract";

/** One status text for all customers of a major incident. The id of what is typed changes only once it was told: a second try tells nobody twice. */
export function StatusBox({ majorIncidentId }: { majorIncidentId: string }) {
  const t = useTranslations("incidents.majors");
  const [text, setText] = useState("");
  const [updateId, setUpdateId] = useState(() => crypto.randomUUID());
  const [groups, setGroups] = useState<number | null>(null);
  const sending = useMajorAction(postMajorUpdateAction, (sent) => {
    setText("");
    setUpdateId(crypto.randomUUID());
    setGroups(sent.groups);
  });
  return (
    <div className="mt-3 flex flex-col gap-2 border-t pt-3">
      <RefusalBanner refusal={sending.refusal} />
      {groups !== null && !sending.refusal && <Banner tone="success">{t("sent", { groups })}</Banner>}
      <TextAreaField
        label={t("status")}
        description={t("statusHelp")}
        maxLength={STATUS_LIMIT}
        // What is on its way stays as it is: the same id is the same text.
        readOnly={sending.isPending}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setGroups(null);
        }}
      />
      <div>
        <Button
          variant="primary"
          busy={sending.isPending}
          disabled={text.trim() === ""}
          onClick={() => sending.run({ majorIncidentId, updateId, text })}
        >
          {t("send")}
        </Button>
      </div>
    </div>
  );
}
