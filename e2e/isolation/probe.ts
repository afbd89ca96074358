import { cookiesOf, intruders, knownBy, likeOf, type Insider, type Intruder } from "./people";
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
  // To pack and unpack thousands of pages takes a tenth of the time.
  headers.set("accept-encoding", "identity");
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

const spellings = new Map<string, readonly string[]>();

/** A word as an answer may spell it; most are spelt one way, and thousands of answers are looked through for them. */
function spellingsOf(mark: string): readonly string[] {
  const known = spellings.get(mark);
  if (known) return known;
  const ways = [...new Set([mark, encodeURIComponent(mark), JSON.stringify(mark).slice(1, -1)])];
  spellings.set(mark, ways);
  return ways;
}

/** Whether a text says a word, in whatever spelling. */
export function says(text: string, mark: string): boolean {
  return spellingsOf(mark).some((spelling) => text.includes(spelling));
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

/** What a row that says nothing of somebody who stands nearer expects of them: as of whom they are most like. */
function mismatchOf(answered: Answered, { answer }: Ask, who: Intruder): string[] {
  const said = answer[who];
  if (said !== undefined) return mismatch(answered, said);
  const like = likeOf[who];
  if (like === undefined) return mismatch(answered, answer.otherwise);
  const asTheyAre = mismatch(answered, answer[like.who] ?? answer.otherwise);
  return like.orMore && isCalm(answered) ? [] : asTheyAre;
}

/** Answered or refused, as it may be for who sees more; what they may not learn is looked for besides. */
const isCalm = ({ status }: Answered): boolean => status < 500;

async function probeOne(scene: Scene, send: Send, one: Ask, who: Intruder): Promise<string[]> {
  const request = await one.request(scene);
  const answered = await ask(scene, send, request, await cookiesFor(scene, who, request));
  // Who names something does not learn it by having it repeated.
  const known = [await requestText(request), ...knownBy(scene, who)];
  const whole = known.join("\n");
  const learned = scene.a.marks.filter((mark) => says(answered.everything, mark) && !says(whole, mark));
  return [
    ...mismatchOf(answered, one, who),
    ...learned.map((mark) => `learned "${mark}"`),
    ...answered.cookies.filter(isSession).map(() => "was given a session"),
  ];
}

const readers = new WeakMap<Scene, Map<Intruder, Promise<string>>>();

/** What only reads ends no session: all of somebody's readings come with one. */
async function cookiesFor(scene: Scene, who: Intruder, { init }: Request): Promise<string> {
  if ((init?.method ?? "GET") !== "GET") return cookiesOf(scene, who);
  const known = readers.get(scene) ?? new Map<Intruder, Promise<string>>();
  readers.set(scene, known);
  const cookies = known.get(who) ?? cookiesOf(scene, who);
  known.set(who, cookies);
  return cookies;
}

async function control(scene: Scene, send: Send, one: Ask): Promise<string[]> {
  if (one.rightful === undefined) return [];
  const request = await one.request(scene);
  const { status, everything } = await ask(scene, send, request, await cookiesOf(scene, one.rightful));
  const sees = status === 200 && scene.a.marks.some((mark) => says(everything, mark));
  return sees ? [] : [`${one.rightful} is answered ${status} and sees nothing of A: this ask proves nothing`];
}

/** Whom a row leaves out because it is theirs, it leaves out with all who are like them. */
function askersOf({ who: named = intruders }: Ask): Intruder[] {
  return named.filter((who) => {
    const like = likeOf[who];
    return like === undefined || named.includes(like.who);
  });
}

/** Lets everybody ask everything; what came back that should not have, each with who asked for what. */
export async function probe(
  scene: Scene,
  send: Send,
  rows: readonly { name: string; asks: readonly Ask[] }[],
): Promise<Probed> {
  const cells = rows.flatMap(({ name, asks }) =>
    asks.flatMap((one) => askersOf(one).map((who) => ({ name, one, who }))),
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
