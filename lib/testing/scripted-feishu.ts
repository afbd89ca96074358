import { type AddressInfo } from "node:net";
import { createServer } from "node:http";

/** An answer of Feishu; without `code` it is a success. */
export type ScriptedAnswer = { code?: number; msg?: string; status?: number };

type ScriptedCall = {
  api: "entity" | "message";
  body: { uuid?: string; msg_type?: string; content?: string };
};

/**
 * A server in Feishu's place that answers what the test says, for refusals that the local Feishu has no reason to give.
 * To be called before anything reads the environment.
 */
export async function startScriptedFeishu() {
  const calls: ScriptedCall[] = [];
  const answers: Record<ScriptedCall["api"], ScriptedAnswer[]> = { entity: [], message: [] };
  const server = createServer((request, response) => {
    let raw = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (raw += chunk));
    request.on("end", () => {
      const reply = (status: number, body: unknown): void =>
        void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      if (request.url?.includes("tenant_access_token")) {
        return reply(200, { code: 0, msg: "ok", tenant_access_token: "t-scripted-token", expire: 7_200 });
      }
      const api = request.url?.includes("/cardkit/") ? "entity" : "message";
      calls.push({ api, body: JSON.parse(raw) as ScriptedCall["body"] });
      const { code = 0, msg = "", status = code === 0 ? 200 : 400 } = answers[api].shift() ?? {};
      const data =
        api === "entity" ? { card_id: "7371713483664506900" } : { message_id: "om_1", chat_id: "oc_1" };
      return reply(status, code === 0 ? { code, msg: "success", data } : { code, msg });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  process.env["FEISHU_API_BASE"] = `http://127.0.0.1:${port}`;
  return {
    calls,
    /** The next answers of each API; when they are used up it succeeds. */
    willAnswer: (script: Partial<typeof answers>): void => {
      calls.length = 0;
      answers.entity = [...(script.entity ?? [])];
      answers.message = [...(script.message ?? [])];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
