import { startProgram, type Program } from "../world/child-process.ts";
import type { Person } from "./people.ts";

type StartOptions = { appUrl: string; secret: string; port?: number; clockOffset?: number };

/** A provider that runs, and what a test tells it. */
export type TestProvider = {
  url: string;
  program: Program;
  addPerson: (person: Person) => Promise<void>;
  /** Makes the next answer of the token endpoint carry this ID token in place of its own. */
  plantIdToken: (idToken: string) => Promise<void>;
};

async function tell(url: string, what: string, body: object): Promise<void> {
  const response = await fetch(`${url}/control/${what}`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the test provider answered ${response.status}`);
}

/** Tells a provider that runs whom it knows from now on, or what has changed of them. */
export const addPerson = (url: string, person: Person): Promise<void> => tell(url, "people", person);

/** Starts the OpenID provider of the tests (oidc-provider) as a process of its own. */
export async function startTestProvider(options: StartOptions): Promise<TestProvider> {
  const { appUrl, secret, port = 0, clockOffset = 0 } = options;
  const given = { port, "app-url": appUrl, secret, "clock-offset": clockOffset };
  const program = startProgram(
    "test provider",
    [
      "--import",
      "tsx",
      "e2e/oidc/main.ts",
      ...Object.entries(given).map(([name, value]) => `--${name}=${value}`),
    ],
    {},
  );
  const [, url = ""] = await program.printed(/test provider ready (\S+)/);
  return {
    url,
    program,
    addPerson: (person) => addPerson(url, person),
    plantIdToken: (idToken) => tell(url, "id-token", { idToken }),
  };
}
