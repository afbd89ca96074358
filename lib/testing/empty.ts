// What "server-only" is in a test: its real module throws outside of Next.
export const empty = true;
