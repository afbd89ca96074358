import type { Metadata } from "next";
import { EmployeeSignIn } from "@/app/feishu/[appId]/employee-sign-in";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { ButtonLink } from "@/components/ui/button-link";
import { workbenchPath } from "@/lib/channels/return-path";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { employeeActor } from "@/lib/identity/session";

type InvitePageProps = { params: Promise<{ appId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("employeeSignIn.title") };
}

/** Where invitation links lead (manual, step 6). Opening it uses nothing up: link previews open addresses too. */
export default async function InviteToGroupPage({ params }: InvitePageProps) {
  const { appId } = await params;
  if ((await employeeActor(appId)) === null) return <EmployeeSignIn appId={appId} />;
  const t = translator(await requestLocale());
  return (
    <NarrowPage title={t("employeeSignIn.invite.title")}>
      <p className="mb-4 text-ink-muted">{t("employeeSignIn.invite.text")}</p>
      <ButtonLink href={workbenchPath(appId)} variant="primary">
        {t("employeeSignIn.invite.open")}
      </ButtonLink>
    </NarrowPage>
  );
}
