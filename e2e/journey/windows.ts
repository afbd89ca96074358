import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";

/** Who a browser belongs to, on top of Playwright's own options. */
export type WindowOptions = BrowserContextOptions & {
  /** The person who is signed in to the local Feishu in this browser. */
  feishuUser?: string | undefined;
};

/** Browsers of one test, each a person's own, and what went wrong in their consoles. */
export class Windows {
  readonly #contexts: BrowserContext[] = [];
  readonly #errors: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #browser: Browser;
  readonly #feishuUrl: string;

  constructor(browser: Browser, feishuUrl: string) {
    this.#browser = browser;
    this.#feishuUrl = feishuUrl;
  }

  /** A page in a browser of its own. */
  async open({ feishuUser, ...options }: WindowOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext(options);
    this.#contexts.push(context);
    context.on("console", (message) => {
      if (message.type() === "error") this.#errors.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (problem) => this.#errors.push(problem.error().stack ?? problem.error().message));
    if (feishuUser !== undefined) await becomeInFeishu(context, this.#feishuUrl, feishuUser);
    return context.newPage();
  }

  /** Says that a test causes such errors itself. */
  expectErrors(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Errors nobody expected. */
  errors(): string[] {
    return this.#errors.filter((error) => !this.#expected.some((pattern) => pattern.test(error)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** Signs this person in to the local Feishu in a browser, in place of whoever was. */
export async function becomeInFeishu(
  context: BrowserContext,
  feishuUrl: string,
  userId: string,
): Promise<void> {
  await context.addCookies([{ name: "local_feishu_person", value: userId, url: feishuUrl }]);
}
