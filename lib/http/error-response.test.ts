import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { errorResponse } from "@/lib/http/error-response";
import { log } from "@/lib/log/logger";
import { withRequestId } from "@/lib/log/request-context";

afterEach(() => vi.restoreAllMocks());

const answerTo = (thrown: unknown) => withRequestId("request-1", () => errorResponse(thrown));

it.each<[ErrorCode, number]>([
  ["UNAUTHENTICATED", 401],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["CONFLICT", 409],
  ["INVALID_INPUT", 400],
  ["RATE_LIMITED", 429],
  ["UPSTREAM_FAILED", 502],
  ["UNAVAILABLE", 503],
])("answers %s as %i with code, reason and details", async (code, status) => {
  const answer = answerTo(
    new AppError(code, "groups.some_reason", { details: { scope: "x" }, retryAfterSeconds: 7 }),
  );

  expect(answer.status).toBe(status);
  expect(answer.headers.get("retry-after")).toBe("7");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({
    error: {
      code,
      reason: "groups.some_reason",
      details: { scope: "x" },
      requestId: "request-1",
      retryAfterSeconds: 7,
    },
  });
});

it("knows a refusal from the other module graph, which is no instance of our class", () => {
  const foreign = Object.assign(new Error("x"), {
    name: "AppError",
    code: "CONFLICT",
    reason: "a.b",
    details: {},
  });

  expect(answerTo(foreign).status).toBe(409);
});

it("tells nothing of a bug but the request id, and logs it", async () => {
  const logged = vi.spyOn(log, "error").mockReturnValue(undefined);

  const answer = answerTo(new Error("connection postgres://u:secret@h failed at row 5"));

  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    error: { code: "INTERNAL", reason: "common.internal", details: {}, requestId: "request-1" },
  });
  expect(logged).toHaveBeenCalledOnce();
});

it("names the field an input is refused for, by the reason the schema gives or the general one", async () => {
  const schema = z.object({
    group: z.object({ id: z.uuid() }),
    name: z.string().min(1, "identity.name_missing"),
  });
  const id = crypto.randomUUID();

  const wrongId = answerTo(schema.safeParse({ group: { id: 5 }, name: "n" }).error);
  const noName = answerTo(schema.safeParse({ group: { id }, name: "" }).error);

  expect([wrongId.status, noName.status]).toEqual([400, 400]);
  expect(await wrongId.json()).toMatchObject({
    error: { reason: "common.invalid_input", details: { field: "group.id" } },
  });
  expect(await noName.json()).toMatchObject({
    error: { reason: "identity.name_missing", details: { field: "name" } },
  });
});
