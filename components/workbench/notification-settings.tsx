"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useAction } from "@/components/app-shell/use-action";
import { ZoneField } from "@/components/desk/duty/zone-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { setNotificationSettingsAction } from "@/lib/notifications/actions";
import type { NotificationSettingsInput, NotificationSettingsView } from "@/lib/notifications/contract";

type NotificationSettingsProps = {
  appId: string;
  settings: NotificationSettingsView;
  onSaved: (settings: NotificationSettingsView) => void;
  onClose: () => void;
};

/** What an employee wants of cards about mentions. Open as long as it is there. */
export function NotificationSettings({ appId, settings, onSaved, onClose }: NotificationSettingsProps) {
  const t = useTranslations("notifications");
  const common = useTranslations("common");
  const formId = useId();
  const [wanted, setWanted] = useState<NotificationSettingsInput>(settings);
  const saving = useAction(
    (input: NotificationSettingsInput) => setNotificationSettingsAction(appId, input),
    onSaved,
  );
  return (
    <Dialog
      open
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={saving.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          saving.run(wanted);
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-ink-muted">{t("about")}</p>
        <RefusalBanner refusal={saving.refusal} />
        <CheckBox
          data-first-focus
          label={t("cards")}
          checked={wanted.cards}
          onChange={(event) => setWanted({ ...wanted, cards: event.target.checked })}
        />
        {wanted.cards ? (
          <Cards settings={settings} wanted={wanted} onChange={setWanted} />
        ) : (
          <Banner tone="warning">{t("off")}</Banner>
        )}
        <p className="text-sm text-ink-faint">{t("emergency")}</p>
      </form>
    </Dialog>
  );
}

type CardsProps = {
  settings: NotificationSettingsView;
  wanted: NotificationSettingsInput;
  onChange: (wanted: NotificationSettingsInput) => void;
};

/** When cards come, and what they carry. */
function Cards({ settings, wanted, onChange }: CardsProps) {
  const t = useTranslations("notifications");
  const { quiet } = wanted;
  return (
    <>
      <CheckBox
        label={t("quiet")}
        checked={quiet !== null}
        onChange={(event) => onChange({ ...wanted, quiet: event.target.checked ? usualNight() : null })}
      />
      {quiet !== null && (
        <fieldset className="grid gap-3 pl-6 sm:grid-cols-2">
          <legend className="sr-only">{t("quiet")}</legend>
          <TextField
            type="time"
            label={t("from")}
            required
            value={quiet.from}
            onChange={(event) => onChange({ ...wanted, quiet: { ...quiet, from: event.target.value } })}
          />
          <TextField
            type="time"
            label={t("to")}
            required
            value={quiet.to}
            onChange={(event) => onChange({ ...wanted, quiet: { ...quiet, to: event.target.value } })}
          />
          <div className="sm:col-span-2">
            <ZoneField
              label={t("zone")}
              description={t("quietText")}
              required
              value={quiet.zone}
              onChange={(event) => onChange({ ...wanted, quiet: { ...quiet, zone: event.target.value } })}
            />
          </div>
        </fieldset>
      )}
      <div>
        <CheckBox
          label={t("hideContent")}
          checked={wanted.hideContent || settings.hiddenByOrganization}
          disabled={settings.hiddenByOrganization}
          onChange={(event) => onChange({ ...wanted, hideContent: event.target.checked })}
        />
        <p className="pl-6 text-sm text-ink-faint">
          {t(settings.hiddenByOrganization ? "hiddenByOrganization" : "hideContentText")}
        </p>
      </div>
    </>
  );
}

/** What is offered first: the night where the browser is. */
const usualNight = () => ({
  from: "22:00",
  to: "08:00",
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
