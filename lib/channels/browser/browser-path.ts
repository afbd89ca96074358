/** How one part of a browser's way to this service fared. */
type PathFinding = "ok" | "wrong";

/** What a browser found out about its own way here. */
export type BrowserPath = { page: PathFinding; socket: PathFinding; clockOffsetSeconds: number | null };

const PATIENCE = 8_000;

async function pageAnswer(appId: string): Promise<{ page: PathFinding; offset: number | null }> {
  const startedAt = Date.now();
  try {
    const response = await fetch(`/feishu/${appId}/workbench`, {
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answeredAt = Date.now();
    const told = Date.parse(response.headers.get("date") ?? "");
    // The header counts whole seconds: its middle is the best guess.
    const offset = Number.isNaN(told)
      ? null
      : Math.round(((startedAt + answeredAt) / 2 - told - 500) / 1_000);
    return { page: response.ok ? "ok" : "wrong", offset };
  } catch {
    return { page: "wrong", offset: null };
  }
}

/** The upgrade alone shows that nothing on the way forbids it: who the console's reader is the socket does not know. */
function socketAnswer(): Promise<PathFinding> {
  return new Promise((resolve) => {
    const origin = window.location.origin.replace(/^http/, "ws");
    const socket = new WebSocket(`${origin}/socket.io/?EIO=4&transport=websocket`);
    const end = (finding: PathFinding) => {
      clearTimeout(timer);
      socket.close();
      resolve(finding);
    };
    const timer = setTimeout(() => end("wrong"), PATIENCE);
    socket.addEventListener("open", () => end("ok"));
    socket.addEventListener("error", () => end("wrong"));
  });
}

/** Tries what the workbench needs from this browser: its page, the live connection, and a clock that is right. */
export async function checkBrowserPath(appId: string): Promise<BrowserPath> {
  const [{ page, offset }, socket] = await Promise.all([pageAnswer(appId), socketAnswer()]);
  return { page, socket, clockOffsetSeconds: offset };
}
