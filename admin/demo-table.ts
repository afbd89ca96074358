import { DEMO_PASSWORD, demoAccounts, demoRam, demoStaff } from "@/admin/demo-people";
import { environment } from "@/lib/config/environment";

/** Han characters take two columns of a terminal. */
function width(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? "")))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - width(cell))))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What somebody who tries the demo needs: where to sign in as whom, and the app that waits to be added. */
export function demoTable(unregistered: { appId: string; appSecret: string }): string {
  const { APP_URL } = environment();
  const rows = [
    ["Console", `${APP_URL}/console`, "", ""],
    ...demoAccounts.map(({ alias, name, toDays }) => [
      "",
      alias,
      name,
      toDays > 0 ? "primary account" : "primary account, plan expired",
    ]),
    ["", `${demoRam.user}@${demoRam.alias}`, "", `RAM user, may assume the role ${demoRam.role}`],
    ["Desk", `${APP_URL}/desk`, "", ""],
    ...demoStaff.map(({ email, name, does }) => ["", email, name, does]),
  ];
  return `${table(rows)}

Password of everybody: ${DEMO_PASSWORD} (in the browser, one click is enough)
Employees sign in through the local Feishu.

An app of 星桥科技 to add under Channel Management:
${table([
  ["", "Organization name", "星桥科技"],
  ["", "App ID", unregistered.appId],
  ["", "App Secret", unregistered.appSecret],
])}`;
}
