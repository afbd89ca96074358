"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { mayAttemptAgain } from "@/lib/channels/browser/attempt-guard";
import { looksLikeFeishu, requestFeishuCode } from "@/components/employee-sign-in/feishu-client";
import { buttonStyle } from "@/components/ui/button-style";
import { Spinner } from "@/components/ui/spinner";
import { durations } from "@/lib/config/durations";

type SignInGateProps = { appId: string; jssdkUrl: string };

function loginAddress(appId: string): string {
  const returnTo = window.location.pathname + window.location.search;
  return `/thirdparty/feishu/${appId}/login?redirect=${encodeURIComponent(returnTo)}`;
}

async function signInInClient({ appId, jssdkUrl }: SignInGateProps): Promise<boolean> {
  try {
    const code = await requestFeishuCode(appId, jssdkUrl);
    const answer = await fetch(`/api/feishu/${appId}/client-code`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
      // The server asks Feishu two things, one after the other.
      signal: AbortSignal.timeout(2 * durations.feishuTimeout),
    });
    return answer.ok;
  } catch {
    // Whatever it was, the redirect is the way in that always explains itself.
    return false;
  }
}

/** Leaves the page one way or another; answers only when going round again would lead nowhere. */
async function enter(props: SignInGateProps, onStuck: () => void): Promise<void> {
  if (!mayAttemptAgain(window.sessionStorage, props.appId, Date.now())) onStuck();
  else if (looksLikeFeishu(navigator.userAgent) && (await signInInClient(props))) window.location.reload();
  else window.location.replace(loginAddress(props.appId));
}

/**
 * Shown in place of an employee page without session: signs in through the Feishu client when there is one, else by
 * redirect, and comes back to the same address.
 */
export function SignInGate({ appId, jssdkUrl }: SignInGateProps) {
  const t = useTranslations("employeeSignIn");
  const started = useRef(false);
  const [isStuck, setIsStuck] = useState(false);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void enter({ appId, jssdkUrl }, () => setIsStuck(true));
  }, [appId, jssdkUrl]);

  if (isStuck) {
    return (
      <NarrowPage title={t("stuck.title")}>
        <p className="mb-4 text-ink-muted">{t("stuck.text")}</p>
        {/* A full load: the address is a route that leads to Feishu, not a page of ours. */}
        <a className={buttonStyle("primary")} href={`/thirdparty/feishu/${appId}/login`}>
          {t("again")}
        </a>
      </NarrowPage>
    );
  }
  return (
    <main className="grid min-h-full place-items-center p-6">
      <h1 className="sr-only">{t("title")}</h1>
      <output className="flex items-center gap-2 text-ink-muted">
        <Spinner />
        {t("signingIn")}
      </output>
    </main>
  );
}
