/**
 * The JSSDK as a page inside the emulated client gets it. It asks the local Feishu by script, not by fetch, so that a
 * page's `connect-src` need not name it: a real client answers over a bridge of its own.
 */
export function jssdkScript(baseUrl: string, isReadyEver: boolean): string {
  return `(() => {
  const base = ${JSON.stringify(baseUrl)};
  const nonce = document.currentScript && document.currentScript.nonce;
  let calls = 0;
  function ask(api, options, done) {
    const name = "__localFeishu" + (calls += 1);
    const script = document.createElement("script");
    const query = new URLSearchParams({ api, callback: name, page: location.href });
    for (const key of ["appID", "appId", "state"]) if (typeof options[key] === "string") query.set(key, options[key]);
    if (Array.isArray(options.scopeList)) query.set("hasScopeList", "1");
    window[name] = (answer) => { delete window[name]; script.remove(); done(answer); };
    if (nonce) script.nonce = nonce;
    script.onerror = () => {};
    script.src = base + "/jssdk/call?" + query;
    document.head.appendChild(script);
  }
  function login(api) {
    return (options) => ask(api, options || {}, (answer) => {
      if (answer.kind === "success") options.success && options.success(answer.result);
      else if (answer.kind === "fail") options.fail && options.fail(answer.error);
      options.complete && answer.kind !== "silent" && options.complete();
    });
  }
  window.h5sdk = {
    ready(callback) { if (${String(isReadyEver)}) setTimeout(callback, 0); },
    error() {},
    config(options) { setTimeout(() => options && options.onFail && options.onFail({ errCode: 333442, errMsg: "no valid ticket" }), 0); },
  };
  window.tt = {
    requestAccess: login("requestAccess"),
    requestAuthCode: login("requestAuthCode"),
    closeWindow(options) { window.close(); options && options.success && options.success({}); },
    openSchema(options) { window.open(options.schema); options.success && options.success({}); },
  };
})();
`;
}
