"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { SelectField } from "@/components/ui/select-field";
import { setMainGroupEntryAction } from "@/lib/channels/actions";
import { mainGroupEntries, type ServedChannelView } from "@/lib/channels/contract";

const stay = (): void => undefined;

/** Who gets into the main groups of a channel: to be chosen by who may, to be read by the others. */
export function EntryChoice({ channel }: { channel: ServedChannelView }) {
  const t = useTranslations("deskGroups.channel");
  const { run, refusal, isPending } = useAction(setMainGroupEntryAction, stay);
  const { id, organizationName, mainGroupEntry, maySetEntry } = channel;
  if (!maySetEntry) {
    return (
      <p className="text-sm text-ink-muted">
        {t("entry")}: {t(mainGroupEntry)}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label={t("entry")}
        aria-label={t("entryOf", { organization: organizationName })}
        disabled={isPending}
        value={mainGroupEntry}
        onChange={(event) => {
          const entry = mainGroupEntries.find((one) => one === event.target.value);
          if (entry) run({ channelId: id, entry });
        }}
        options={mainGroupEntries.map((entry) => ({ value: entry, label: t(entry) }))}
      />
      <RefusalBanner refusal={refusal} />
    </div>
  );
}
