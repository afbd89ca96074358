import { demoProducts, demoShifts, demoSkills } from "@/admin/demo-people";
import type { SystemActor } from "@/lib/actor/actor";
import { planShifts } from "@/lib/duty/commands/plan-shifts";
import { setProduct } from "@/lib/duty/commands/set-product";
import { setSkills } from "@/lib/duty/commands/set-skills";
import { findColleague } from "@/lib/duty/queries/find-colleague";
import { AppError, isAppError } from "@/lib/errors/app-error";

const HOUR = 60 * 60 * 1_000;
const ZONE = "Asia/Shanghai";
/** From yesterday on, so that a night shift runs already, and two weeks are ahead in any case. */
const WEEKS = 3;

async function personOf(actor: SystemActor, email: string): Promise<string> {
  const colleague = await findColleague(actor, { email });
  if (!colleague) throw new AppError("NOT_FOUND", "identity.no_such_staff", { details: { email } });
  return colleague.personId;
}

/** Yesterday in Asia/Shanghai, which is 8 hours ahead all year. */
const yesterday = (now: Date): string => new Date(now.getTime() + (8 - 24) * HOUR).toISOString().slice(0, 10);

/** The demo's products, skills and shifts of two weeks from now; adds what is missing. A shift somebody changed stays as it is. */
export async function loadDemoDuty(actor: SystemActor, now: Date): Promise<void> {
  for (const product of demoProducts) await setProduct(actor, product, { now });
  for (const { email, productCodes } of demoSkills) {
    const personId = await personOf(actor, email);
    await setSkills(actor, { personId, productCodes: [...productCodes] }, { now });
  }
  for (const { email, weekdays, ...times } of demoShifts) {
    const personId = await personOf(actor, email);
    const repeat = { weekdays: [...weekdays], weeks: WEEKS };
    try {
      await planShifts(actor, { personId, zone: ZONE, from: yesterday(now), repeat, ...times }, { now });
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.reason !== "duty.shift_ends_otherwise") throw thrown;
    }
  }
}
