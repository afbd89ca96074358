import { z } from "zod";

/** Who answers the authorize page, and how. `ask` shows the page to a person. */
export const authorizeScenarioSchema = z.object({
  decision: z.enum(["ask", "approve", "refuse"]).default("ask"),
  userId: z.string().nullable().default(null),
});

/** How the JSSDK behaves inside the emulated client. */
export const jssdkScenarioSchema = z.object({
  behaviour: z.enum(["success", "cancel", "errno103", "never-calls-back", "never-ready"]).default("success"),
  /** The SDK attaches its globals only if the user agent contains this. */
  userAgentToken: z.string().default("Lark"),
  /** Overrides the person signed in by cookie. */
  userId: z.string().nullable().default(null),
});

export type AuthorizeScenario = z.infer<typeof authorizeScenarioSchema>;
export type JssdkScenario = z.infer<typeof jssdkScenarioSchema>;
