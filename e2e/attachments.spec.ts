import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { composer, openGroup } from "./journey/conversation-steps.ts";
import { enterThroughFeishu, signInToDesk, workbenchOf } from "./journey/sign-in-steps.ts";
import { test } from "./journey/test.ts";

const MEGABYTE = 1_024 * 1_024;
const log = (page: Page): Locator => page.getByRole("log");

/** A picture of one red pixel, as a browser would have it on its clipboard. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

type Given = { name: string; type: string; base64?: string; text?: string };

/** Pastes or drops a file, as the browser tells a page of it. */
async function give(
  target: Locator,
  how: "paste" | "drop",
  { name, type, base64, text }: Given,
): Promise<void> {
  const content = base64 ?? Buffer.from(text ?? "").toString("base64");
  await target.evaluate(
    (element, given) => {
      const bytes = Uint8Array.from(atob(given.content), (letter) => letter.codePointAt(0) ?? 0);
      const data = new DataTransfer();
      data.items.add(new File([bytes], given.name, { type: given.type }));
      const told = { bubbles: true, cancelable: true };
      if (given.how === "paste")
        element.dispatchEvent(new ClipboardEvent("paste", { ...told, clipboardData: data }));
      else
        for (const event of ["dragenter", "dragover", "drop"])
          element.dispatchEvent(new DragEvent(event, { ...told, dataTransfer: data }));
    },
    { name, type, content, how },
  );
}

async function pasteText(target: Locator, text: string): Promise<void> {
  await target.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    element.dispatchEvent(
      new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }),
    );
  }, text);
}

/** What the other side gets when it saves the file. */
async function savedText(page: Page, name: RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    log(page).getByRole("link", { name }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

test("a pasted picture and a dropped file reach the other side, and outlive a reload while they wait", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const [avery] = customer.employees;
  const page = await newWindow({ feishuUser: avery?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const desk = await newWindow();
  await signInToDesk(desk, appUrl, customer.tam);
  await openGroup(desk, customer.organizationName);

  await give(composer(page), "paste", { name: "screenshot.png", type: "image/png", base64: PIXEL });
  await give(page.getByText("Say hello"), "drop", {
    name: "slow query 慢查询.log",
    type: "text/html",
    text: "<duration> 12 s",
  });
  await expect(page.getByText("2 of 2 files uploaded")).toBeAttached();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove slow query 慢查询.log" })).toBeVisible();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);

  const picture = log(desk).getByRole("link", { name: "Open the picture screenshot.png" });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1);
  const served = await desk.request.get(new URL((await picture.getAttribute("href")) ?? "", appUrl).href);
  expect(served.headers()).toMatchObject({
    "content-type": "image/png",
    "content-disposition": expect.stringMatching(/^inline; filename="screenshot.png"/),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  expect(await savedText(desk, /^Download slow query/)).toBe("<duration> 12 s");
  await expect(desk.getByRole("navigation").getByRole("link", { name: /\[2 files\]/ })).toBeVisible();
  await expect(log(page).getByRole("link", { name: /^Download slow query/ })).toBeVisible();
});

test("what cannot be attached says why, an upload can be stopped, and a long log becomes a file", async ({
  newWindow,
  newConnectedCustomer,
  appUrl,
}) => {
  const customer = await newConnectedCustomer("Avery");
  const page = await newWindow({ feishuUser: customer.employees[0]?.userId });
  await enterThroughFeishu(page, workbenchOf(appUrl, customer));
  const send = page.getByRole("button", { name: "Send", exact: true });
  const chooser = page.locator('input[type="file"]');

  await chooser.setInputFiles({ name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) });
  await expect(page.getByText(/The file is empty/)).toBeVisible();
  await expect(send).toBeDisabled();
  await page.getByRole("button", { name: "Remove empty.txt" }).click();

  const many = Array.from({ length: 21 }, (_, number) => ({
    name: `part-${number}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from(`part ${number}`),
  }));
  await chooser.setInputFiles(many);
  await expect(page.getByText(/at most 20 files/)).toBeVisible();
  await expect(page.getByText("20 of 20 files uploaded")).toBeAttached();
  for (const { name } of many.slice(0, 20))
    await page.getByRole("button", { name: `Remove ${name}` }).click();

  await page.route("**/attachments?*", () => undefined, { times: 1 });
  await chooser.setInputFiles({ name: "huge.bin", mimeType: "", buffer: Buffer.alloc(MEGABYTE) });
  await page.getByRole("button", { name: "Stop uploading huge.bin" }).click();
  await expect(page.getByText("huge.bin")).toHaveCount(0);

  // More than Next would hand on of a body that its proxy has seen.
  await chooser.setInputFiles({ name: "heap.bin", mimeType: "", buffer: Buffer.alloc(24 * MEGABYTE, 7) });
  await expect(page.getByRole("button", { name: "Remove heap.bin" })).toBeVisible();

  await pasteText(composer(page), "2026-11-25 ERROR out of memory\n".repeat(1_000));
  await page.getByRole("button", { name: "Attach as a file" }).click();
  await expect(page.getByRole("button", { name: "Remove pasted text.txt" })).toBeVisible();
  await composer(page).fill("the heap and the log");
  await composer(page).press("Enter");

  await expect(log(page).getByRole("link", { name: "Download heap.bin, 24 MB" })).toBeVisible();
  expect(await savedText(page, /^Download pasted text\.txt/)).toHaveLength(31_000);
  await expect(log(page).getByText("the heap and the log")).toBeVisible();
});
