import { Client } from "pg";

/**
 * The role in which server and worker work: it reads and writes data, and can neither change the schema nor anything that
 * was audited (docs/decisions/0085-second-walls.md).
 */
export const APPLICATION_ROLE = "ailink_app";

/** Why the application cannot have its role here; the message says what an operator does. */
export class RoleRefused extends Error {
  override readonly name = "RoleRefused";
}

const INSUFFICIENT_PRIVILEGE = "42501";
const DUPLICATE_OBJECT = "42710";
const UNIQUE_VIOLATION = "23505";

/** Who owns the database, who works in it, and as whom. */
export type ApplicationRole = { ownerUrl: string; url: string; role: string };

/**
 * Makes the application's role if it is not there, gives it its rights on everything the migrations made, and shows that a
 * connection of the application can take it. Follows every migration; several at once do no harm. Needs no environment:
 * launcher and tests name the database.
 *
 * @throws RoleRefused when the owner may not make the role, or the application may not take it.
 */
export async function grantApplicationRole({ ownerUrl, url, role }: ApplicationRole): Promise<void> {
  const user = await withClient({ connectionString: url }, async (client) => {
    const { rows } = await client.query<{ user: string }>("SELECT session_user AS user");
    return rows[0]?.user ?? "";
  });
  await withClient({ connectionString: ownerUrl }, async (owner) => {
    await ensureRole(owner, role, user);
    await grantRights(owner, role);
  });
  await withClient({ connectionString: url, options: `-c role=${role}` }, (client) =>
    client.query("SELECT 1"),
  ).catch((thrown: unknown) => {
    throw new RoleRefused(howToMake(role, user), { cause: thrown });
  });
}

const howToMake = (role: string, user: string): string =>
  `the application cannot work as the role ${role}; let a superuser run: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${user}";`;

async function ensureRole(owner: Client, role: string, user: string): Promise<void> {
  const { rows } = await owner.query<{ there: boolean; member: boolean | null }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS there,
      (SELECT pg_has_role($2, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1) AS member`,
    [role, user],
  );
  try {
    if (rows[0]?.there !== true) await createRole(owner, role);
    if (rows[0]?.member !== true)
      await owner.query(`GRANT ${owner.escapeIdentifier(role)} TO ${owner.escapeIdentifier(user)}`);
  } catch (thrown) {
    if (codeOf(thrown) === INSUFFICIENT_PRIVILEGE)
      throw new RoleRefused(howToMake(role, user), { cause: thrown });
    throw thrown;
  }
}

async function createRole(owner: Client, role: string): Promise<void> {
  try {
    await owner.query(`CREATE ROLE ${owner.escapeIdentifier(role)} NOLOGIN`);
  } catch (thrown) {
    // Roles belong to the whole server: another database's start was a moment earlier.
    if (![DUPLICATE_OBJECT, UNIQUE_VIOLATION].includes(codeOf(thrown))) throw thrown;
  }
}

/** Everything at once, so that nobody works without rights in between. */
async function grantRights(owner: Client, name: string): Promise<void> {
  const role = owner.escapeIdentifier(name);
  await owner.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(${GRANT_LOCK});
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, graphile_worker TO ${role};
    -- What was done stays; what is applied is the migrations' to say, and readiness reads it.
    REVOKE UPDATE, DELETE ON public.audit_event FROM ${role};
    REVOKE INSERT, UPDATE, DELETE ON public._prisma_migrations, graphile_worker.migrations FROM ${role};
    COMMIT`);
  // The queue's tables hide their rows from everybody but their owner, unless a policy says otherwise.
  const { rows } = await owner.query<{ table: string }>(
    `SELECT c.oid::regclass::text AS table FROM pg_class AS c
      WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = $1)`,
    [name],
  );
  for (const { table } of rows) {
    await owner
      .query(`CREATE POLICY ${role} ON ${table} TO ${role} USING (true) WITH CHECK (true)`)
      .catch((thrown: unknown) => {
        if (codeOf(thrown) !== DUPLICATE_OBJECT) throw thrown;
      });
  }
}

/** Two starters that grant at once would meet in the catalog's rows ("tuple concurrently updated"). */
const GRANT_LOCK = 7_154_003;

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";

async function withClient<T>(
  config: { connectionString: string; options?: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...config, application_name: "ailink-migrate" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
