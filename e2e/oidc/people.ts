/** Somebody whom the provider knows, with the claims it makes about them. */
export type Person = { sub: string; email?: string; email_verified?: boolean; preferred_username?: string };

/** Who is there from the start; a test adds its own. */
export const people = new Map<string, Person>(
  [
    { sub: "avery", email: "avery@vendor.example", email_verified: true, preferred_username: "avery" },
    { sub: "blake", email: "blake@vendor.example", email_verified: false, preferred_username: "blake" },
  ].map((person) => [person.sub, person]),
);
