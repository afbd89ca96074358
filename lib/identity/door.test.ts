import { afterEach, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { sessionCookieName } from "@/lib/identity/door";

const settings = environment();
const appUrl = settings.APP_URL;
afterEach(() => {
  settings.APP_URL = appUrl;
});

it("gives each door its own cookie, and no name is the beginning of another", () => {
  const doors = [
    "staff",
    "console",
    ...["cli_a", "cli_a1"].map((appId) => ({ kind: "employee", appId }) as const),
  ] as const;
  const names = doors.map((door) => sessionCookieName(door));

  for (const name of names) expect(names.filter((other) => other.startsWith(name))).toEqual([name]);
});

it("binds the cookie to the very host where the site is https", () => {
  settings.APP_URL = "https://ailink.example.com";

  expect(sessionCookieName("staff")).toBe("__Host-ailink.staff.session");
});
