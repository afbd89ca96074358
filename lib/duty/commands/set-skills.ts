import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { accessColleague } from "@/lib/duty/access";
import type { SetSkillsInput } from "@/lib/duty/contract";
import { AppError } from "@/lib/errors/app-error";

async function requireProducts(tx: Tx, codes: readonly string[]): Promise<void> {
  const known = await tx.product.findMany({ where: { code: { in: [...codes] } }, select: { code: true } });
  const unknown = codes.find((code) => !known.some((product) => product.code === code));
  if (unknown !== undefined)
    throw new AppError("NOT_FOUND", "duty.no_such_product", { details: { code: unknown } });
}

/**
 * Says which products somebody can work on: these and no other. Of two at once the later holds whole.
 *
 * @throws AppError NOT_FOUND `duty.no_such_colleague`, `duty.no_such_product`; FORBIDDEN `duty.may_not_manage`.
 */
export async function setSkills(actor: Actor, input: SetSkillsInput, { now }: At): Promise<void> {
  const codes = [...new Set(input.productCodes)].toSorted();
  await inTransaction(async (tx) => {
    const { personId } = await accessColleague(tx, actor, input.personId, "manage");
    await requireProducts(tx, codes);
    await tx.$queryRaw`SELECT id FROM staff_account WHERE person_id = ${personId}::uuid FOR NO KEY UPDATE`;
    const skills = await tx.engineerSkill.findMany({
      where: { personId },
      select: { productCode: true },
      orderBy: { productCode: "asc" },
    });
    const { count: removed } = await tx.engineerSkill.deleteMany({
      where: { personId, productCode: { notIn: codes } },
    });
    const { count: added } = await tx.engineerSkill.createMany({
      data: codes.map((productCode) => ({ personId, productCode })),
      skipDuplicates: true,
    });
    if (removed + added === 0) return;
    await recordAudit(tx, actor, {
      action: "staff.skills_set",
      subjectType: "person",
      subjectId: personId,
      accountId: null,
      details: { products: codes.join(",") },
      before: { products: skills.map(({ productCode }) => productCode).join(",") },
      now,
    });
  });
}
