import { Command, Option } from "commander";
import { type DemoApps, demoAppsSchema, loadDemoData } from "@/admin/demo-data";
import { say } from "@/admin/options";
import { demoTable } from "@/admin/demo-table";

function parseApps(text: string): DemoApps {
  try {
    return demoAppsSchema.parse(JSON.parse(text));
  } catch {
    // Not commander's own error, which repeats the argument: it holds secrets.
    throw new Error('DEMO_APPS (--apps) must be JSON {"a1":{"appId","appSecret"},"a2":{…},"b1":{…}}.');
  }
}

/** The command that fills a demo. */
export function demoCommand(): Command {
  return new Command("demo-data")
    .description("fill an empty demo with two customers and a service team, and print their sign-ins")
    .addOption(
      new Option(
        "--apps <json>",
        "apps of the local Feishu: a1 and b1 become channels, a2 is left to add by hand",
      )
        .env("DEMO_APPS")
        .argParser(parseApps)
        .makeOptionMandatory(),
    )
    .action(async ({ apps }: { apps: DemoApps }) => {
      await loadDemoData(apps);
      say(demoTable(apps.a2));
    });
}
