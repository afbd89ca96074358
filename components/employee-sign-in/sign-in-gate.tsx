"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { mayAttemptAgain } from "@/components/employee-sign-in/attempt-guard";
import { looksLikeFeishu, requestFeishuCode } from "@/components/employee-sign-in/feishu-client";

type SignInGateProps = {
  appId: string;
  jssdkUrl: string;
  /** Of the page's content security policy, for the JSSDK's script element. */
  nonce?: string | undefined;
};

function loginAddress(appId: string): string {
  const returnTo = window.location.pathname + window.location.search;
  return `/thirdparty/feishu/${appId}/login?redirect=${encodeURIComponent(returnTo)}`;
}

async function signInInClient({ appId, jssdkUrl, nonce }: SignInGateProps): Promise<boolean> {
  try {
    const code = await requestFeishuCode(appId, jssdkUrl, nonce);
    const answer = await fetch(`/api/feishu/${appId}/client-code`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
    });
    return answer.ok;
  } catch {
    // Whatever it was, the redirect is the way in that always explains itself.
    return false;
  }
}

/**
 * Shown in place of an employee page without session: signs in through the Feishu client when there is one, else by
 * redirect, and comes back to the same address.
 */
export function SignInGate(props: SignInGateProps) {
  const t = useTranslations("employeeSignIn");
  const started = useRef(false);
  const [isStuck, setIsStuck] = useState(false);
  const { appId } = props;

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    if (!mayAttemptAgain(window.sessionStorage, appId, Date.now())) {
      setIsStuck(true);
      return;
    }
    const enter = async () => {
      if (looksLikeFeishu(navigator.userAgent) && (await signInInClient(props))) window.location.reload();
      else window.location.replace(loginAddress(appId));
    };
    void enter();
  }, [appId, props]);

  return (
    <main className="grid min-h-dvh place-items-center p-6">
      {isStuck ? (
        <div className="max-w-md space-y-3 text-center">
          <h1 className="text-lg font-semibold">{t("stuck.title")}</h1>
          <p>{t("stuck.text")}</p>
          <a className="inline-flex min-h-10 items-center underline" href={`/thirdparty/feishu/${appId}/login`}>
            {t("again")}
          </a>
        </div>
      ) : (
        <p role="status">{t("signingIn")}</p>
      )}
    </main>
  );
}
