"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ChannelIdentity } from "@/components/console/channel-identity";
import { ChannelWarnings } from "@/components/console/channel-warnings";
import { CredentialsForm } from "@/components/console/credentials-form";
import { useAction } from "@/components/app-shell/use-action";
import { useStepUp } from "@/components/security/use-step-up";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { addChannelForAction } from "@/lib/channels/actions";
import type { AddChannelInput, AddedChannelView, CustomerView } from "@/lib/channels/contract";

type AddChannelDialogProps = { customer: CustomerView; open: boolean; onClose: () => void };

/** Adds a channel for a customer that gave its TAM the credentials (manual, part 1, step 3). */
export function AddChannelDialog({ customer, open, onClose }: AddChannelDialogProps) {
  const t = useTranslations("deskGroups.addChannel");
  return (
    <Dialog open={open} title={t("title", { customer: customer.name })} onClose={onClose}>
      <AddChannelForm customer={customer} onClose={onClose} />
    </Dialog>
  );
}

function AddChannelForm({ customer, onClose }: Omit<AddChannelDialogProps, "open">) {
  const t = useTranslations("deskGroups.addChannel");
  const [typed, setTyped] = useState<AddChannelInput>({ organizationName: "", appId: "", appSecret: "" });
  const [added, setAdded] = useState<AddedChannelView | null>(null);
  const { stepUp, stepUpDialog } = useStepUp("staff");
  const { run, refusal, isPending } = useAction(
    (form: FormData) => stepUp(() => addChannelForAction(form)),
    setAdded,
  );

  function handleSubmit(more: Pick<AddChannelInput, "untilLive"> = {}) {
    // A form, not an object: `next dev` prints the arguments of server actions, and of a form it prints nothing.
    const form = new FormData();
    form.set("accountId", customer.accountId);
    for (const [name, value] of Object.entries({ ...typed, ...more }))
      if (value !== undefined) form.set(name, value);
    run(form);
  }

  if (added) return <Added channel={added} onClose={onClose} />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{t("text")}</p>
      <CredentialsForm
        typed={typed}
        onType={(field, value) => setTyped((before) => ({ ...before, [field]: value }))}
        onSubmit={() => handleSubmit()}
        onSaveUntilLive={() => handleSubmit({ untilLive: "true" })}
        isPending={isPending}
        refusal={refusal}
      />
      {stepUpDialog}
    </div>
  );
}

function Added({ channel, onClose }: { channel: AddedChannelView; onClose: () => void }) {
  const t = useTranslations("deskGroups.addChannel");
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="success">{t("done", { ending: channel.secretEnding })}</Banner>
      <ChannelIdentity channel={channel} />
      <ChannelWarnings checks={channel.checks} />
      <div className="flex justify-end">
        <Button variant="primary" size="large" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </div>
  );
}
