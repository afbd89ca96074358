import type { en } from "@/lib/i18n/catalog-en";
import type { translator } from "@/lib/i18n/translator";

type Notices = typeof en.notices;

/** Every kind of system line there is: those that have words. */
export type NoticeKind = {
  [Noun in keyof Notices]: `${Noun}.${Extract<keyof Notices[Noun], string>}`;
}[keyof Notices];

type Notice = { kind: string; data: Readonly<Record<string, string | number | null>> };

/** How the reader's page, card or mail says who and when. */
type NoticeReader = {
  nameOf: (personId: string) => string;
  timeOf: (instant: string) => string;
};

type Translate = Pick<ReturnType<typeof translator>, "has"> & ((key: never, values?: never) => string);

/** The catalogs in which codes of these keys have their words. */
const codes: Record<string, string> = {
  severity: "tickets.severity",
  previousSeverity: "tickets.severity",
  status: "tickets.status",
  previousStatus: "tickets.status",
  incidentReason: "incidents.reason",
};

/**
 * A system line in the language of `t`: its `title`, for lists and cards, and the whole `line`. A kind this page does not
 * know, because it is older than the server, has neither.
 */
export function noticeWords(
  t: Translate,
  notice: Notice,
  reader: NoticeReader,
): { title: string; line: string } {
  const values = Object.fromEntries(
    Object.entries(notice.data).map(([key, value]) => [key, wordOf(t, key, value, reader)]),
  );
  const say = (part: string): string => {
    const key = `notices.${notice.kind}.${part}`;
    return t.has(key as never) ? t(key as never, values as never) : "";
  };
  return { title: say("title"), line: say("line") };
}

function wordOf(
  t: Translate,
  key: string,
  value: string | number | null,
  { nameOf, timeOf }: NoticeReader,
): string | number {
  if (value === null) return "–";
  if (typeof value === "number") return key === "number" ? String(value) : value;
  if (key.endsWith("Id")) return nameOf(value);
  if (key.endsWith("At")) return timeOf(value);
  const words = codes[key];
  return words === undefined ? value : t(`${words}.${value}` as never);
}
