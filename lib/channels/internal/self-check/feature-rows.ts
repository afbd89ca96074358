import { green, red, type Row, valueOf } from "@/lib/channels/internal/self-check/rows";
import type { CheckStep } from "@/lib/channels/self-check-contract";
import type { FeishuVersion } from "@/lib/feishu/answers";
import type { AppAnswers } from "@/lib/feishu/ask-app";

const NO_BOT = 11_205;
const ON = 2;

/** The bot is part of the released version and switched on; null when its call failed for another reason. */
export function botRow({ bot }: AppAnswers): Row | null {
  if (bot === undefined) return null;
  if ("error" in bot) return bot.error.code === NO_BOT ? red("bot", "missing") : null;
  const { activateStatus, name } = bot.value;
  return activateStatus === ON
    ? green("bot", "on", { details: { bot: name } })
    : red("bot", "off", { details: { status: String(activateStatus) } });
}

type Home = "desktopUrl" | "mobileUrl";
type Versions = { online: FeishuVersion; newer: FeishuVersion | undefined };

/** The version in force, and the newest if it is another. */
function versionsOf(answers: AppAnswers): Versions | null {
  const versions = valueOf(answers.versions);
  const onlineId = valueOf(answers.application)?.onlineVersionId;
  const online = versions?.find(({ versionId }) => versionId === onlineId);
  if (!versions || !online) return null;
  const [newest] = versions;
  return { online, newer: newest === online ? undefined : newest };
}

function homeRow(step: CheckStep, home: Home, expected: string, { online, newer }: Versions): Row {
  const actual = online.webApp?.[home] ?? "";
  if (actual === expected) return green(step, "right");
  // The manual asks for the desktop homepage alone; without another, the app opens on desktops only.
  if (actual === "" && home === "mobileUrl") return green(step, "unset", { details: { expected } });
  const isWaiting = newer?.webApp?.[home] === expected;
  return red(step, isWaiting ? "waiting" : actual === "" ? "empty" : "different", {
    compared: [{ expected, actual: actual === "" ? null : actual }],
  });
}

/** The web app of the version in force, with both its addresses; empty when no version could be read. */
export function webAppRows(answers: AppAnswers, homePage: string): Row[] {
  const versions = versionsOf(answers);
  if (versions === null) return [];
  const { online, newer } = versions;
  if (online.webApp === null) {
    const blocked = (step: CheckStep): Row => ({
      step,
      state: "not_checkable",
      finding: "blocked",
      compared: [{ expected: homePage, actual: null }],
      details: { cause: "web_app" },
      people: [],
    });
    return [
      red("web_app", newer?.webApp ? "waiting" : "missing"),
      blocked("home_desktop"),
      blocked("home_mobile"),
    ];
  }
  return [
    green("web_app", "on"),
    homeRow("home_desktop", "desktopUrl", homePage, versions),
    homeRow("home_mobile", "mobileUrl", homePage, versions),
  ];
}
