import type { z } from "zod";
import type { Refusal } from "@/lib/errors/result";
import { fileResponse, type ServedFile } from "@/lib/http/file-response";
import { withSecurityHeaders } from "@/lib/http/own-headers";
import { route, type RouteActors, type RouteHandler, type UseCase } from "@/lib/http/route";
import { LOCALE_COOKIE, resolveLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";

/**
 * A route handler for one use case that gives a file out: like `route`, but the answer is the file, and a person who opened
 * the address in the browser is told a refusal in words instead of JSON.
 */
export function fileRoute<Kind extends keyof RouteActors, Schema extends z.ZodType>(
  kind: Kind,
  schema: Schema,
  useCase: UseCase<RouteActors[Kind], z.output<Schema>, ServedFile>,
): RouteHandler {
  const handler = route(kind, schema, async (actor: RouteActors[Kind], input: z.output<Schema>, at) =>
    fileResponse(await useCase(actor, input, at)),
  );
  return withSecurityHeaders(async (request, context) => {
    const response = await handler(request, context);
    const isRead = request.headers.get("sec-fetch-mode") === "navigate";
    return response.ok || !isRead ? response : inWords(request, response);
  });
}

async function inWords(request: Request, refused: Response): Promise<Response> {
  const { error } = (await refused.json()) as { error: Refusal };
  const t = translator(localeOf(request.headers));
  const key = `errors.${error.reason}`;
  // Reasons are strings here: the catalog test proves that each has a text.
  const text = t.has(key as never) ? t(key as never, error.details as never) : t("common.unexpectedError");
  const headers = new Headers(refused.headers);
  headers.set("content-type", "text/plain; charset=utf-8");
  const body = `${text}\n\n${t("common.requestId", { id: error.requestId })}\n`;
  return new Response(body, { status: refused.status, headers });
}

function localeOf(headers: Headers) {
  const cookie = new RegExp(`(?:^|; ?)${LOCALE_COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "");
  return resolveLocale(cookie?.[1], headers.get("accept-language"));
}
