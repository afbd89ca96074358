import type { Metadata } from "next";
import { AppMoved } from "@/components/employee-sign-in/app-moved";
import { SignInProblem } from "@/components/employee-sign-in/sign-in-problem";
import { isSignInProblem } from "@/lib/channels/contract";
import { findMovedApp } from "@/lib/channels/queries/find-moved-app";
import { returnPath, workbenchPath } from "@/lib/channels/return-path";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

type ProblemPageProps = {
  params: Promise<{ appId: string }>;
  searchParams: Promise<{ problem?: string; request?: string; redirect?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("employeeSignIn.title") };
}

export default async function SignInProblemPage({ params, searchParams }: ProblemPageProps) {
  const [{ appId }, query] = await Promise.all([params, searchParams]);
  const movedTo = await findMovedApp(appId);
  if (movedTo !== null) return <AppMoved appId={movedTo} returnTo={workbenchPath(movedTo)} />;
  const problem = isSignInProblem(query.problem) ? query.problem : "failed";
  // Shown as text, and only if it looks like one of ours.
  const requestId = /^[\w-]{8,64}$/.exec(query.request ?? "")?.[0] ?? null;
  return (
    <SignInProblem
      problem={problem}
      appId={appId}
      requestId={requestId}
      returnTo={returnPath(appId, query.redirect)}
    />
  );
}
