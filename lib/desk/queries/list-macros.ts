import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { ListMacrosInput, MacroView } from "@/lib/desk/browser/macros";
import { macroView } from "@/lib/desk/internal/macro-view";
import { macroPolicy } from "@/lib/desk/policy";

/** The macros somebody can use: their own and the team's, each by name. None for who does not work on tickets. */
export async function listMacros(actor: StaffActor, _input: ListMacrosInput = {}): Promise<MacroView[]> {
  if (!macroPolicy.use(actor, { ownerId: null })) return [];
  const macros = await prisma().macro.findMany({
    where: { retiredAt: null, OR: [{ ownerId: null }, { ownerId: actor.personId }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const views = macros.map((macro) => macroView(actor, macro));
  return [...views.filter(({ isTeams }) => !isTeams), ...views.filter(({ isTeams }) => isTeams)];
}
