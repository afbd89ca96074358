import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { setProduct } from "@/lib/duty/commands/set-product";
import { setProductInput } from "@/lib/duty/contract";
import { listProducts } from "@/lib/duty/queries/list-products";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import { aProduct } from "@/lib/testing/duty-world";

const system = { kind: "system", name: "test" } as const;
const at = (now = new Date()) => ({ now });
const names = { nameEn: "Elastic Compute", nameZh: "云服务器" };

const set = (input: Parameters<typeof setProductInput.parse>[0], now?: Date) =>
  setProduct(system, setProductInput.parse(input), at(now));
const row = (code: string) => prisma().product.findUniqueOrThrow({ where: { code } });

it("makes a product, and changes only what is given", async () => {
  const fallbackCode = await aProduct();
  await set({ code: "Made", ...names, fallbackCode });

  expect(await set({ code: "Made", nameEn: "Compute" })).toEqual({
    code: "Made",
    nameEn: "Compute",
    nameZh: "云服务器",
  });

  expect(await row("Made")).toMatchObject({ fallbackCode, retiredAt: null });
  await set({ code: "Made", fallbackCode: null });
  expect(await row("Made")).toMatchObject({ fallbackCode: null, nameEn: "Compute" });
  const audit = await prisma().auditEvent.findMany({
    where: { subjectType: "product" },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action }) => action)).toEqual([
    "product.created",
    "product.changed",
    "product.changed",
  ]);
});

it("retires a product, keeps since when, and brings it back", async () => {
  const code = await aProduct();
  const employee = await anEmployee(await aCustomer());
  const listed = async () => (await listProducts(employee)).some((product) => product.code === code);
  expect(await listed()).toBe(true);

  await set({ code, retired: true }, new Date(1_000));
  await set({ code, retired: true }, new Date(2_000));
  expect(await listed()).toBe(false);
  expect((await row(code)).retiredAt).toEqual(new Date(1_000));

  await set({ code, retired: false });
  expect(await listed()).toBe(true);
});

it("does not retire the product that emergencies of a main group are about; its names can change", async () => {
  await expect(set({ code: "other", retired: true })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    reason: "duty.other_is_needed",
  });

  expect(await set({ code: "other", nameEn: "Other", retired: false })).toMatchObject({ nameEn: "Other" });
  expect((await row("other")).retiredAt).toBeNull();
});

it("refuses a circle of any length", async () => {
  const first = await aProduct();
  const second = await aProduct({ fallbackCode: first });
  const third = await aProduct({ fallbackCode: second });

  for (const fallbackCode of [first, second, third])
    await expect(set({ code: first, fallbackCode })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "duty.fallback_in_a_circle",
    });

  expect((await row(first)).fallbackCode).toBeNull();
});

it("lets only one of two products fall back to the other when both are told to at once", async () => {
  const [one, other] = [await aProduct(), await aProduct()];

  const results = await Promise.allSettled([
    set({ code: one, fallbackCode: other }),
    set({ code: other, fallbackCode: one }),
  ]);

  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const rows = [await row(one), await row(other)];
  expect(rows.filter(({ fallbackCode }) => fallbackCode !== null)).toHaveLength(1);
});

it.each([
  ["an unknown fall-back", { ...names, fallbackCode: "no-such" }, "duty.no_such_product"],
  ["itself as fall-back", { ...names, fallbackCode: "Brand-new" }, "duty.no_such_product"],
  ["no Chinese name", { nameEn: "New" }, "duty.product_name_missing"],
  ["no names at all", { retired: true }, "duty.product_name_missing"],
])("refuses a new product with %s, and leaves no trace", async (_what, input, reason) => {
  await expect(set({ code: "Brand-new", ...input })).rejects.toMatchObject({ reason });

  expect(await prisma().product.findUnique({ where: { code: "Brand-new" } })).toBeNull();
});

it("refuses a code that differs from another by upper and lower case alone", async () => {
  await expect(set({ code: "OTHER", ...names })).rejects.toMatchObject({
    reason: "duty.product_code_taken",
    details: { code: "OTHER", taken: "other" },
  });
});

it("is the command line's alone", async () => {
  const operator = await anEngineer("Operator", ["operator"]);

  await expect(setProduct(operator, { code: "Mine", ...names }, at())).rejects.toMatchObject({
    code: "FORBIDDEN",
    reason: "duty.may_not_administer_products",
  });
});

it("lists products by code with those of lower case last, and not for the console", async () => {
  const codes = (await listProducts(system)).map(({ code }) => code);

  expect(codes).toEqual(codes.toSorted());
  expect(codes.at(-1)).toBe("other");
  const console = {
    kind: "principal",
    permissions: [],
    principalId: "p",
    assumedRoleId: null,
    accountId: "a",
    sessionId: "s",
  } as const;
  await expect(listProducts(console)).rejects.toMatchObject({ reason: "duty.may_not_read_products" });
});
