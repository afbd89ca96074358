import { clipText } from "@/lib/feishu/card-text";
import type { Locale } from "@/lib/i18n/locale";
import { noticeWords } from "@/lib/i18n/notice-words";
import { translator } from "@/lib/i18n/translator";
import type { ReportFacts } from "@/lib/incidents/internal/report-facts";

type Reading = { locale: Locale; forService: boolean; now: Date };
type Translate = ReturnType<typeof translator>;

/** Seconds and a zone belong into a report; nobody's own zone is known. */
const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});
const timeOf = (at: Date): string => clock.format(at);

/** Words of people as they stand: nothing in them is Markdown, HTML or a new line. */
function plain(text: string): string {
  return clipText(text, 2_000)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, "\\$&");
}

/** The report of an emergency, whole, in the reader's language. */
export function reportMarkdown(facts: ReportFacts, reading: Reading): string {
  const t = translator(reading.locale);
  const { incident } = facts;
  const title = t("incidents.report.title", { number: String(incident.ticket.number) });
  const parts = [
    `# ${title}`,
    summary(facts, t, reading),
    `## ${t("incidents.report.durations")}\n\n${durations(facts, t, reading.now)}`,
    `## ${t("incidents.report.timeline")}\n\n${timeline(facts, t)}`,
    ...(reading.forService ? [`## ${t("incidents.report.calls")}\n\n${calls(facts, t)}`] : []),
    ...causes(facts, t),
    t("incidents.report.zone"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function summary(facts: ReportFacts, t: Translate, { forService }: Reading): string {
  const { incident, nameOf } = facts;
  const rows: [string, string][] = [
    [t("incidents.report.ticket"), `#${incident.ticket.number} ${plain(incident.ticket.title)}`],
    [t("incidents.report.organization"), plain(facts.organizationName)],
    [t("incidents.report.state"), t(`incidents.status.${incident.status}`)],
    [t("incidents.report.reason"), t(`incidents.reason.${incident.reason}`)],
    [t("incidents.report.impact"), plain(incident.impact)],
    [t("incidents.report.messages"), String(facts.messages)],
    ...incident.joins.map(({ personId, reason, impact }): [string, string] => [
      t("incidents.report.pressed", { name: plain(nameOf(personId)) }),
      `${t(`incidents.reason.${reason}`)}: ${plain(impact)}`,
    ]),
  ];
  if (forService && incident.callbackNumber)
    rows.push([t("incidents.report.callback"), plain(incident.callbackNumber)]);
  return rows.map(([label, value]) => `- ${label}: ${value}`).join("\n");
}

function durations({ incident, events }: ReportFacts, t: Translate, now: Date): string {
  const since = incident.declaredAt.getTime();
  const first = (type: string) => events.find((event) => event.type === type)?.createdAt ?? null;
  const marks = [
    ["acknowledged", first("acknowledged")],
    ["mitigated", incident.mitigatedAt],
    ["over", incident.closedAt],
  ] as const;
  const rows = marks.map(
    ([mark, at]) =>
      `- ${t(`incidents.report.until.${mark}`)}: ${at === null ? "–" : lasting(at.getTime() - since)}`,
  );
  if (incident.closedAt === null)
    rows.push(`- ${t("incidents.report.until.now")}: ${lasting(now.getTime() - since)}`);
  return rows.join("\n");
}

/** Hours, minutes and seconds, as a clock that runs would show them. */
function lasting(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What happened, in the words of the group's system lines. */
function timeline({ events, nameOf }: ReportFacts, t: Translate): string {
  const lines = events.flatMap((event) => {
    const reader = {
      nameOf: (id: string) => plain(nameOf(id)),
      timeOf: (at: string) => timeOf(new Date(at)),
    };
    const data = Object.fromEntries(
      Object.entries(event.data).map(([key, value]) => [
        key,
        typeof value === "string" && (key === "reason" || key === "text") ? plain(value) : value,
      ]),
    );
    const { line } = noticeWords(t, { kind: `incident.${event.type}`, data }, reader);
    if (line === "") return [];
    const by = event.actorId === null || line.includes(plain(nameOf(event.actorId)));
    return [`- ${timeOf(event.createdAt)} ${line}${by ? "" : ` (${plain(nameOf(event.actorId))})`}`];
  });
  return lines.join("\n");
}

function calls({ pages, nameOf }: ReportFacts, t: Translate): string {
  const rows = pages.map((page) => {
    const whom = page.webhook ? plain(page.webhook.name) : plain(nameOf(page.personId));
    const outcome =
      page.status === "failed"
        ? `${t("incidents.page.failed")}: ${failureText(page.failure, t)}`
        : t(`incidents.page.${page.status}`);
    const seen = page.seenAt ? `, ${t("incidents.page.seen", { time: timeOf(page.seenAt) })}` : "";
    const step = page.step ? String(page.step.position + 1) : "–";
    return `| ${timeOf(page.createdAt)} | ${step} | ${t(`incidents.page.event.${eventOf(page.event)}`)} | ${whom} | ${t(`incidents.page.via.${page.via}`)} | ${outcome}${seen} |`;
  });
  const head = `| ${["time", "step", "what", "whom", "way", "outcome"].map((column) => t(`incidents.report.column.${column}` as never)).join(" | ")} |`;
  return [head, "|---|---|---|---|---|---|", ...rows].join("\n");
}

const pageEvents = ["trigger", "acknowledged", "resolved", "undone"] as const;
const eventOf = (event: string) => pageEvents.find((one) => one === event) ?? "trigger";

function failureText(failure: string | null, t: Translate): string {
  const key = `incidents.failure.${failure ?? ""}`;
  return t.has(key as never) ? t(key as never) : t("incidents.failure.unknown");
}

function causes({ events }: ReportFacts, t: Translate): string[] {
  const closed = events.findLast(({ type }) => type === "closed");
  return (["cause", "summary"] as const).flatMap((part) => {
    const said = closed?.data[part];
    if (typeof said !== "string" || said === "") return [];
    return [`## ${t(`incidents.report.${part}`)}\n\n${plain(said)}`];
  });
}
