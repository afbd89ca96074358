import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { DemoSignIn } from "@/components/sign-in/demo-sign-in";
import { EmailField } from "@/components/sign-in/name-field";
import { OidcSignIn, OrDivider } from "@/components/sign-in/oidc-sign-in";
import { PasswordForm } from "@/components/sign-in/password-form";
import { SecondStepForm } from "@/components/sign-in/second-step-form";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { finishStaffSignInAction, signInDemoPersonAction, signInStaffAction } from "@/lib/identity/actions";
import { listDemoPeople } from "@/lib/identity/queries/list-demo-people";
import { signInNotice } from "@/lib/identity/contract";
import { oidcOffer, takesPasswords } from "@/lib/identity/oidc-settings";
import { returnAddress } from "@/lib/identity/return-address";
import { awaitsSecondStep } from "@/lib/identity/second-step-cookie";
import { enrollingActor, staffActor } from "@/lib/identity/session";

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("signIn.desk.title") };
}

export default async function DeskSignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const returnTo = returnAddress(query["returnTo"], "/desk");
  if (await staffActor()) redirect(returnTo);
  if (await enrollingActor("staff")) redirect(`/desk/security?returnTo=${encodeURIComponent(returnTo)}`);
  const t = translator(await requestLocale());
  if (await awaitsSecondStep("staff")) {
    return (
      <NarrowPage title={t("signIn.secondStep.title")}>
        <SecondStepForm door="staff" action={finishStaffSignInAction} returnTo={returnTo} />
      </NarrowPage>
    );
  }
  const people = await listDemoPeople();
  const offer = oidcOffer("staff");
  return (
    <NarrowPage title={t("signIn.desk.title")}>
      <OidcSignIn door="staff" offer={offer} notice={signInNotice.parse(query)} returnTo={returnTo} />
      {takesPasswords("staff") && (
        <>
          {offer && <OrDivider />}
          <PasswordForm action={signInStaffAction} returnTo={returnTo}>
            <EmailField />
          </PasswordForm>
        </>
      )}
      <DemoSignIn
        action={signInDemoPersonAction}
        people={people.map((person) => ({
          ...person,
          note: person.roles.map((role) => t("signIn.demo.role", { role })).join(", "),
        }))}
        returnTo={returnTo}
      />
    </NarrowPage>
  );
}
