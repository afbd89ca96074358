import type { BrowserContext, Page, WebSocketRoute } from "@playwright/test";

/**
 * The network of a browser, to be cut as a real one is: what is open breaks and nothing new opens. Chromium's own offline
 * mode leaves open sockets alone. Ask for it before a page opens one.
 */
export async function networkOf(context: BrowserContext) {
  const sockets = new Set<WebSocketRoute>();
  await context.routeWebSocket(/.*/, (socket) => {
    socket.connectToServer();
    sockets.add(socket);
  });
  return {
    cut: async () => {
      await context.setOffline(true);
      await Promise.all([...sockets].map((socket) => socket.close()));
      sockets.clear();
    },
    mend: () => context.setOffline(false),
  };
}

/** From now on the page's scripts do not arrive until they are released, as over a bad line. */
export async function holdScripts(page: Page): Promise<{ release: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const isScript = (url: URL) => url.pathname.endsWith(".js");
  await page.route(isScript, (route) => promise.then(() => route.continue()));
  return { release: resolve };
}
