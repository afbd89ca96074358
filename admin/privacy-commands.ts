import { Command, Option } from "commander";
import { commandLine, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { setLegalHold } from "@/lib/privacy/commands/set-legal-hold";
import { listDataJobsInput, setLegalHoldInput } from "@/lib/privacy/contract";
import { listDataJobs } from "@/lib/privacy/queries/list-data-jobs";

const at = () => ({ now: currentTime() });

async function hold(options: { ticket: string }, held: boolean): Promise<void> {
  const input = setLegalHoldInput.parse({ ticket: options.ticket, held });
  await setLegalHold(commandLine, input, at());
  say(
    held
      ? `Ticket #${input.ticket} is under a legal hold: nothing of it is deleted.`
      : `The legal hold of ticket #${input.ticket} is lifted; deletions that waited for it go on.`,
  );
}

async function listJobs(options: { account: string }): Promise<void> {
  const jobs = await listDataJobs(commandLine, listDataJobsInput.parse({ alias: options.account }), at());
  if (jobs.length === 0) return say("Nothing has been exported or deleted.");
  for (const { id, kind, status, done, total, createdAt, reason } of jobs)
    say(`${createdAt} ${kind} ${status} ${done}/${total ?? "?"} ${reason ?? ""} ${id}`);
}

const ticket = () => new Option("--ticket <number>", "the ticket's number").makeOptionMandatory();

/** Commands about what is kept and deleted. */
export function privacyCommands(): Command[] {
  return [
    new Command("set-legal-hold")
      .description("keep everything of a ticket, whatever a person's deletion or a retention time says")
      .addOption(ticket())
      .action((options: { ticket: string }) => hold(options, true)),
    new Command("lift-legal-hold")
      .description("end a legal hold")
      .addOption(ticket())
      .action((options: { ticket: string }) => hold(options, false)),
    new Command("list-data-jobs")
      .description("how far an account's exports and deletions are")
      .requiredOption("--account <alias>", "the account")
      .action(listJobs),
  ];
}
