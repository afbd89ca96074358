import { Command, InvalidArgumentError, Option } from "commander";
import { commandLine, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { planShifts } from "@/lib/duty/commands/plan-shifts";
import { setProduct } from "@/lib/duty/commands/set-product";
import { setSkills } from "@/lib/duty/commands/set-skills";
import { dutyKinds, MAX_WEEKS, planShiftsInput, setProductInput, setSkillsInput } from "@/lib/duty/contract";
import { findColleague } from "@/lib/duty/queries/find-colleague";
import { AppError } from "@/lib/errors/app-error";

const at = () => ({ now: currentTime() });

async function personOf(email: string): Promise<string> {
  const colleague = await findColleague(commandLine, { email });
  if (!colleague) throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
  return colleague.personId;
}

type ProductOptions = {
  code: string;
  en?: string;
  zh?: string;
  /** `false` for --no-fallback. */
  fallback?: string | false;
  retire?: true;
  restore?: true;
};

async function nameProduct({ code, en, zh, fallback, retire, restore }: ProductOptions): Promise<void> {
  const input = setProductInput.parse({
    code,
    nameEn: en,
    nameZh: zh,
    fallbackCode: fallback === false ? null : fallback,
    retired: retire ?? (restore ? false : undefined),
  });
  const product = await setProduct(commandLine, input, at());
  const state = input.retired ? "retired" : "in use";
  say(
    `Product ${product.code} (${product.nameEn}, ${product.nameZh})${input.retired === undefined ? "" : `: ${state}`}.`,
  );
}

async function giveSkills({ person, product = [] }: { person: string; product?: string[] }): Promise<void> {
  const input = setSkillsInput.parse({ personId: await personOf(person), productCodes: product });
  await setSkills(commandLine, input, at());
  say(`${person} works on ${input.productCodes.join(", ") || "no product"}.`);
}

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

type ShiftOptions = {
  person: string;
  kind: string;
  zone: string;
  start: string;
  end: string;
  from: string;
  on?: (typeof dayNames)[number][];
  weeks?: number;
};

async function plan({ person, on, weeks, ...options }: ShiftOptions): Promise<void> {
  const repeat =
    on || weeks
      ? { weekdays: (on ?? dayNames).map((day) => dayNames.indexOf(day) + 1), weeks: weeks ?? 1 }
      : undefined;
  const input = planShiftsInput.parse({ ...options, personId: await personOf(person), repeat });
  const { planned, kept } = await planShifts(commandLine, input, at());
  say(`${person} as ${input.kind}: ${planned} shifts planned, ${kept} were there already.`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError("give a whole number.");
  return Number(text);
}

const person = () => new Option("--person <email>", "signs in to the desk with it").makeOptionMandatory();

/** Commands that set up duty: products, who can work on them, and shifts. */
export function dutyCommands(): Command[] {
  return [
    new Command("set-product")
      .description("name a product tickets can be about, change it, or retire it; what is not given stays")
      .requiredOption("--code <code>", "such as ECS")
      .option("--en <name>", "its name in English; a new product needs both")
      .option("--zh <name>", "its name in Chinese")
      .option("--fallback <code>", "whose engineers take over where nobody of this product is on duty")
      .option("--no-fallback", "nobody takes over")
      .addOption(new Option("--retire", "forms offer it no longer").conflicts("restore"))
      .option("--restore", "forms offer it again")
      .action(nameProduct),
    new Command("set-skills")
      .description("say which products somebody can work on: these and no other")
      .addOption(person())
      .option("--product <code...>", "one or several; none when not given")
      .action(giveSkills),
    new Command("plan-shifts")
      .description("put somebody on duty, once or every week; planning the same again changes nothing")
      .addOption(person())
      .addOption(
        new Option("--kind <kind>", "needs the role of that name").choices(dutyKinds).makeOptionMandatory(),
      )
      .requiredOption("--zone <name>", "the clock of start and end, such as Asia/Shanghai")
      .requiredOption("--start <time>", "such as 09:00")
      .requiredOption("--end <time>", "no later than the start: on the next day")
      .requiredOption("--from <day>", "the first day, such as 2026-11-25")
      .addOption(
        new Option("--on <day...>", "days of the week; all when only --weeks is given").choices(dayNames),
      )
      .option(
        "--weeks <number>",
        `for so many weeks, up to ${MAX_WEEKS}; one when only --on is given`,
        wholeNumber,
      )
      .action(plan),
  ];
}
