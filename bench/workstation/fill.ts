import type { EmployeeActor, StaffActor } from "../../lib/actor/actor";
import { pool } from "../../lib/db/pool";
import { aCustomer, aMainGroup, anEmployee, anEngineer } from "../../lib/testing/conversation-world";
import { aProduct } from "../../lib/testing/duty-world";
import { joinTickets, manyTickets, type TicketPlace } from "../../lib/testing/many-tickets";

export const MAIN_TICKETS = 10_000;
const OTHER_GROUPS = 199;
/** Tickets of each other group at first; tenfold afterwards. */
const OTHER_TICKETS = 50;
const OWN_TICKETS = 20;
const ENGINEERS = 25;
const PRODUCTS = 12;
const REQUESTERS = 6;

const TABLES =
  'incident, ticket_event, ticket, message, group_event, group_member, session, "group", account, person';

/** A main group of 10,000 tickets among 200, whoever asks for them, and the other groups. */
export type Stage = {
  place: TicketPlace;
  others: TicketPlace[];
  owner: EmployeeActor;
  /** In 20 of the tickets. */
  member: EmployeeActor;
};

type Shared = { staff: StaffActor[]; engineerIds: string[]; productCodes: string[] };

async function aPlace({ staff, engineerIds, productCodes }: Shared, people: number) {
  const customer = await aCustomer();
  const employees: EmployeeActor[] = [];
  for (let index = 0; index < people; index++)
    employees.push(await anEmployee(customer, `Employee ${index}`));
  const mainGroupId = await aMainGroup(customer, { staff, employees });
  const ids = employees.map(({ personId }) => personId);
  const staffIds = staff.map(({ personId }) => personId);
  return {
    employees,
    place: { customer, mainGroupId, requesterIds: ids, staffIds, engineerIds, productCodes },
  };
}

async function several<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index++) made.push(await make(index));
  return made;
}

/** Empties the database and fills it: 10,000 tickets in the main group, 50 in each other. */
export async function fill(): Promise<Stage> {
  await pool().query(`TRUNCATE ${TABLES} CASCADE`);
  const staff = [await anEngineer("TAM", ["tam"]), await anEngineer("Deputy", ["tam"])];
  const engineers = await several(ENGINEERS, (index) => anEngineer(`Engineer ${index}`));
  const productCodes = await several(PRODUCTS, () => aProduct());
  const shared = { staff, engineerIds: engineers.map(({ personId }) => personId), productCodes };
  const main = await aPlace(shared, REQUESTERS + 2);
  const [owner, member] = main.employees;
  if (!owner || !member) throw new Error("the main group has nobody");
  const place = { ...main.place, requesterIds: main.place.requesterIds.slice(2) };
  const others = await several(OTHER_GROUPS, async () => (await aPlace(shared, 1)).place);
  const made = await manyTickets([
    { place, count: MAIN_TICKETS },
    ...others.map((other) => ({ place: other, count: OTHER_TICKETS })),
  ]);
  const own = made.filter(({ mainGroupId }) => mainGroupId === place.mainGroupId);
  const each = MAIN_TICKETS / OWN_TICKETS;
  await joinTickets(
    place.customer,
    member.personId,
    own.filter((_ticket, index) => index % each === 0),
  );
  await settle();
  return { place, others, owner, member };
}

/** Makes ten times as many tickets of the other groups. */
export async function growOthers({ others }: Stage): Promise<void> {
  const crowds = others.map((place) => ({ place, count: OTHER_TICKETS * 9 }));
  await manyTickets(crowds, { seed: 2 });
  await settle();
}

/** As autovacuum leaves it. */
async function settle(): Promise<void> {
  await pool().query("VACUUM ANALYZE");
}

/** How many tickets there are altogether. */
export async function countTickets(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>("SELECT count(*)::int AS count FROM ticket");
  return rows[0]?.count ?? 0;
}
