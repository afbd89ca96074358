import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { DemoSignIn } from "@/components/sign-in/demo-sign-in";
import { PrincipalField } from "@/components/sign-in/name-field";
import { PasswordForm } from "@/components/sign-in/password-form";
import { SecondStepForm } from "@/components/sign-in/second-step-form";
import {
  finishPrincipalSignInAction,
  signInDemoPrincipalAction,
  signInPrincipalAction,
} from "@/lib/accounts/actions";
import { listDemoPrincipals } from "@/lib/accounts/queries/list-demo-principals";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { returnAddress } from "@/lib/identity/return-address";
import { awaitsSecondStep } from "@/lib/identity/second-step-cookie";
import { consoleActor, enrollingActor } from "@/lib/identity/session";

type SignInPageProps = { searchParams: Promise<{ returnTo?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("signIn.console.title") };
}

export default async function ConsoleSignInPage({ searchParams }: SignInPageProps) {
  const returnTo = returnAddress((await searchParams).returnTo, "/console");
  if (await consoleActor()) redirect(returnTo);
  if (await enrollingActor("console")) redirect(`/console/security?returnTo=${encodeURIComponent(returnTo)}`);
  const t = translator(await requestLocale());
  if (await awaitsSecondStep("console")) {
    return (
      <NarrowPage title={t("signIn.secondStep.title")}>
        <SecondStepForm door="console" action={finishPrincipalSignInAction} returnTo={returnTo} />
      </NarrowPage>
    );
  }
  const people = await listDemoPrincipals();
  return (
    <NarrowPage title={t("signIn.console.title")}>
      <PasswordForm action={signInPrincipalAction} returnTo={returnTo}>
        <PrincipalField />
      </PasswordForm>
      <DemoSignIn
        action={signInDemoPrincipalAction}
        people={people.map((person) => ({ ...person, note: t(`signIn.demo.${person.kind}`) }))}
        returnTo={returnTo}
      />
    </NarrowPage>
  );
}
