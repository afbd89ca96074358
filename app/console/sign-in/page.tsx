import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { DemoSignIn } from "@/components/sign-in/demo-sign-in";
import { PrincipalField } from "@/components/sign-in/name-field";
import { OidcSignIn, OrDivider } from "@/components/sign-in/oidc-sign-in";
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
import { signInNotice } from "@/lib/identity/contract";
import { oidcOffer } from "@/lib/identity/oidc-settings";
import { returnAddress } from "@/lib/identity/return-address";
import { awaitsSecondStep } from "@/lib/identity/second-step-cookie";
import { consoleActor, enrollingActor } from "@/lib/identity/session";

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("signIn.console.title") };
}

export default async function ConsoleSignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const returnTo = returnAddress(query["returnTo"], "/console");
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
  const offer = oidcOffer("console");
  return (
    <NarrowPage title={t("signIn.console.title")}>
      <OidcSignIn door="console" offer={offer} notice={signInNotice.parse(query)} returnTo={returnTo} />
      {offer && <OrDivider />}
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
