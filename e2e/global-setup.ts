import { startWorld } from "./world/start-world.ts";

/** One product for all journeys: each journey makes its own customer, tenant and app in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const world = await startWorld({ openId: true });
  await world.startServer();
  process.env["E2E_ENVIRONMENT"] = JSON.stringify(world.environment);
  return world.stop;
}
