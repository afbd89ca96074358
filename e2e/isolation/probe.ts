import { intruders, cookiesOf, knownBy, type Insider, type Intruder } from "./people";
import type { Scene } from "./scene";

/** How a refusal, or a harmless answer, looks. */
export type Outcome = { status: number; location?: RegExp; code?: string };

export const UNAUTHENTICATED: Outcome = { status: 401, code: "UNAUTHENTICATED" };
export const NOT_FOUND: Outcome = { status: 404, code: "NOT_FOUND" };
/** Answered like anybody else, with nothing of A in it. */
export const HARMLESS: Outcome = { status: 200 };

export type Request = { url: string; init?: RequestInit; cookie?: string };

/** One way of asking for something of A. */
export type Ask = {
  what: string;
  request: (scene: Scene) => Request | Promise<Request>;
  /** Who gets it: without one, what is asked for could be missing and every refusal would prove nothing. */
  rightful?: Insider;
  answer: Partial<Record<Intruder, Outcome>> & { otherwise: Outcome };
  /** Who asks; everybody if not said. */
  who?: readonly Intruder[];
};

/** Sends a request to the product; never follows a redirect. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

export type Probed = { cells: number; problems: string[] };

type Answered = { status: number; location: string; cookies: string[]; text: string; everything: string };

async function ask(
  scene: Scene,
  send: Send,
  { url, init, cookie }: Request,
  cookies: string,
): Promise<Answered> {
  const headers = new Headers(init?.headers);
  headers.set("origin", scene.appUrl);
  const all = [cookies, cookie ?? ""].filter((one) => one !== "").join("; ");
  if (all !== "") headers.set("cookie", all);
  const response = await send(`${scene.appUrl}${url}`, { ...init, headers, redirect: "manual" });
  const text = await response.text();
  const head = [...response.headers].map((pair) => pair.join(": ")).join("\n");
  return {
    status: response.status,
    location: response.headers.get("location") ?? response.headers.get("x-action-redirect") ?? "",
    cookies: response.headers.getSetCookie(),
    text,
    everything: `${head}\n${text}`,
  };
}

/** How often a text says a word, in whatever spelling an answer may have. */
export function says(text: string, mark: string): boolean {
  const spellings = [mark, encodeURIComponent(mark), JSON.stringify(mark).slice(1, -1)];
  return spellings.some((spelling) => text.includes(spelling));
}

/** A session that somebody was given and not just cleared. */
const isSession = (cookie: string): boolean => /\.session=[^;]/.test(cookie);

async function requestText({ url, init }: Request): Promise<string> {
  if (!(init?.body instanceof FormData)) return `${url} ${typeof init?.body === "string" ? init.body : ""}`;
  return `${url} ${await new Response(init.body).text()}`;
}

function mismatch({ status, location, text }: Answered, wanted: Outcome): string[] {
  const problems: string[] = [];
  if (status !== wanted.status) problems.push(`answered ${status} instead of ${wanted.status}`);
  if (wanted.location && !wanted.location.test(location)) problems.push(`led to "${location}"`);
  if (wanted.code && !text.includes(`"code":"${wanted.code}"`))
    problems.push(`did not say ${wanted.code} but ${text.slice(0, 300)}`);
  return problems;
}

async function probeOne(scene: Scene, send: Send, one: Ask, who: Intruder): Promise<string[]> {
  const request = await one.request(scene);
  const answered = await ask(scene, send, request, await cookiesOf(scene, who));
  // Who names something does not learn it by having it repeated.
  const known = [await requestText(request), ...knownBy(scene, who)];
  const learned = scene.a.marks.filter(
    (mark) => says(answered.everything, mark) && !known.some((text) => says(text, mark)),
  );
  return [
    ...mismatch(answered, one.answer[who] ?? one.answer.otherwise),
    ...learned.map((mark) => `learned "${mark}"`),
    ...answered.cookies.filter(isSession).map(() => "was given a session"),
  ];
}

async function control(scene: Scene, send: Send, one: Ask): Promise<string[]> {
  if (one.rightful === undefined) return [];
  const request = await one.request(scene);
  const { status, everything } = await ask(scene, send, request, await cookiesOf(scene, one.rightful));
  const sees = status === 200 && scene.a.marks.some((mark) => says(everything, mark));
  return sees ? [] : [`${one.rightful} is answered ${status} and sees nothing of A: this ask proves nothing`];
}

/** Lets everybody ask everything; what came back that should not have, each with who asked for what. */
export async function probe(
  scene: Scene,
  send: Send,
  rows: readonly { name: string; asks: readonly Ask[] }[],
): Promise<Probed> {
  const cells = rows.flatMap(({ name, asks }) =>
    asks.flatMap((one) => (one.who ?? intruders).map((who) => ({ name, one, who }))),
  );
  const problems: string[] = [];
  const tell = (name: string, what: string, who: string) => (problem: string) =>
    problems.push(`${name}, ${what}, by ${who}: ${problem}`);
  for (const { name, asks } of rows)
    for (const one of asks)
      (await control(scene, send, one)).forEach(tell(name, one.what, one.rightful ?? "nobody"));
  // A few at a time, as many as the server has processors to answer with.
  const waiting = [...cells];
  const lane = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift())
      (await probeOne(scene, send, cell.one, cell.who)).forEach(tell(cell.name, cell.one.what, cell.who));
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  return { cells: cells.length, problems: problems.toSorted() };
}
