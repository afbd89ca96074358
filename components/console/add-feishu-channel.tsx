"use client";

import { startTransition, useActionState, useState } from "react";
import { ChannelAdded } from "@/components/console/channel-added";
import { CredentialsForm } from "@/components/console/credentials-form";
import { noAnswer } from "@/components/console/credentials-refusal";
import { FeishuGuide } from "@/components/console/feishu-guide";
import { useStepUp } from "@/components/security/use-step-up";
import { addChannelAction } from "@/lib/channels/actions";
import {
  type AddChannelInput,
  type AddedChannelView,
  APP_ID_PLACE,
  type ManualValues,
} from "@/lib/channels/contract";
import type { Result } from "@/lib/errors/result";

type AddFeishuChannelProps = {
  values: ManualValues;
  openPlatformUrl: string;
  /** Opens an app in Feishu; `{appId}` stands in it. */
  openInFeishuUrl: string;
};

type State = Result<AddedChannelView> | null;

async function submitOnce(typed: AddChannelInput): Promise<Result<AddedChannelView>> {
  // A form, not an object: `next dev` prints the arguments of server actions, and of a form it prints nothing.
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) if (value !== undefined) form.set(name, value);
  try {
    return await addChannelAction(form);
  } catch {
    // No connection, or a server that was exchanged meanwhile: what was typed must survive it.
    return { ok: false, error: noAnswer };
  }
}

/** Add Channel → Feishu: the manual's steps beside "Enter Credentials", then what was added. */
export function AddFeishuChannel({ values, openPlatformUrl, openInFeishuUrl }: AddFeishuChannelProps) {
  const [typed, setTyped] = useState<AddChannelInput>({ organizationName: "", appId: "", appSecret: "" });
  const { stepUp, stepUpDialog } = useStepUp("console");
  const [state, submit, isPending] = useActionState<State, AddChannelInput>(
    (_before, sent) => stepUp(() => submitOnce(sent)),
    null,
  );

  if (state?.ok) {
    const { value: channel } = state;
    const url = openInFeishuUrl.replaceAll(encodeURIComponent(APP_ID_PLACE), channel.appId);
    return <ChannelAdded channel={channel} openInFeishuUrl={url} />;
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <FeishuGuide values={values} openPlatformUrl={openPlatformUrl} appId={typed.appId} />
      <div className="lg:sticky lg:top-4">
        <CredentialsForm
          typed={typed}
          onType={(field, value) => setTyped((before) => ({ ...before, [field]: value }))}
          onSubmit={() => startTransition(() => submit(typed))}
          onSaveUntilLive={() => startTransition(() => submit({ ...typed, untilLive: "true" }))}
          isPending={isPending}
          refusal={state?.error ?? null}
        />
      </div>
      {stepUpDialog}
    </div>
  );
}
