import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { Client } from "pg";

const CHAR_OID = 18;
const TEXT_OID = 25;

/** Separate connection fields: a connection string would override the name of the shadow database. */
export function connectionOf(url, overrides = {}) {
  const { host, port, user, password, database, ssl } = new Client({ connectionString: url });
  const schema = url ? new URL(url).searchParams.get("schema") : null;
  const searchPath = schema ? { options: `-c search_path="${schema}"` } : {};
  // Idle connections stay: the engine's advisory lock lives in one of them.
  return { host, port, user, password, database, ssl, idleTimeoutMillis: 0, ...searchPath, ...overrides };
}

/** PrismaPg with the repairs that the schema engine needs; each is named where it is made. */
export class MigrationAdapterFactory extends PrismaPg {
  #connection;

  constructor(connection) {
    super(connection);
    this.#connection = connection;
  }

  async connect() {
    return repaired(await super.connect());
  }

  // The original drops the shadow database while its own pool is still connected to it, which PostgreSQL refuses.
  async connectToShadowDb() {
    const main = await this.connect();
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new MigrationAdapterFactory({ ...this.#connection, database }).connect();
    const endPool = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await endPool();
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

function repaired(adapter) {
  readsCharColumns(adapter);
  // The original cuts a script at every semicolon, also inside the body of a function.
  adapter.executeScript = async (script) => {
    await adapter.client.query(script).catch((error) => adapter.onError(error));
  };
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => readsCharColumns(await startTransaction(isolation));
  return adapter;
}

// The original refuses columns of type "char", which the catalogue queries of the engine select.
function readsCharColumns(queryable) {
  const original = queryable.queryRaw;
  queryable.queryRaw = async (query) => {
    const result = await queryable.performIO(query);
    const fields = result.fields.map((field) =>
      field.dataTypeID === CHAR_OID ? { ...field, dataTypeID: TEXT_OID } : field,
    );
    const answered = Object.create(queryable, { performIO: { value: async () => ({ ...result, fields }) } });
    const set = await original.call(answered, query);
    const isChar = (index) => result.fields[index].dataTypeID === CHAR_OID;
    return {
      ...set,
      columnTypes: set.columnTypes.map((type, index) => (isChar(index) ? ColumnTypeEnum.Character : type)),
    };
  };
  return queryable;
}
