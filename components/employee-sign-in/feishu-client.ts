import { durations } from "@/lib/config/durations";

type AccessFailure = { errno?: number; errString?: string };
type CodeOptions = { success: (answer: { code: string }) => void; fail: (failure: AccessFailure) => void };

/** What Feishu's JSSDK puts on `window`, only inside of a web-app container (docs/feishu.md). */
type FeishuWindow = Window & {
  h5sdk?: { ready: (callback: () => void) => void; error?: (callback: (failure: unknown) => void) => void };
  tt?: {
    requestAccess?: (options: CodeOptions & { appID: string; scopeList: string[] }) => void;
    requestAuthCode?: (options: CodeOptions & { appId: string }) => void;
  };
};

/** `requestAccess` is newer than this client. */
const CLIENT_TOO_OLD = 103;

/** Whether this browser says it is Feishu's. A hint for which way in to try first, nothing more. */
export function looksLikeFeishu(userAgent: string): boolean {
  return /Lark|Feishu/i.test(userAgent);
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    // The page's own scripts carry the nonce of its content security policy; this one comes with the same right.
    script.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("The JSSDK did not load")));
    document.head.append(script);
  });
}

function askForCode(appId: string): Promise<string> {
  const { h5sdk, tt } = window as FeishuWindow;
  return new Promise((resolve, reject) => {
    if (h5sdk === undefined || tt === undefined) return reject(new Error("Not a web-app container"));
    const success = ({ code }: { code: string }) => resolve(code);
    const fail = (failure: AccessFailure) =>
      reject(new Error(`Feishu gave no code (${failure.errno ?? "?"})`));
    // The old call spells the parameter `appId`, the new one `appID`.
    const askTheOldWay = () => (tt.requestAuthCode ? tt.requestAuthCode({ appId, success, fail }) : fail({}));
    h5sdk.error?.(() => fail({}));
    h5sdk.ready(() => {
      if (tt.requestAccess === undefined) return askTheOldWay();
      tt.requestAccess({
        appID: appId,
        scopeList: [],
        success,
        fail: (failure) => (failure.errno === CLIENT_TOO_OLD ? askTheOldWay() : fail(failure)),
      });
    });
  });
}

/**
 * A sign-in code from the Feishu client around this page. Some containers never call back, so that everything together
 * has one time limit.
 */
export async function requestFeishuCode(appId: string, jssdkUrl: string): Promise<string> {
  const tooLate = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("The Feishu client did not answer in time")), durations.inClientSignIn);
  });
  return Promise.race([loadScript(jssdkUrl).then(() => askForCode(appId)), tooLate]);
}
