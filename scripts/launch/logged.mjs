import { mkdir, open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error.mjs";
import { dataDirectory } from "./root.mjs";

const READY_TIMEOUT_MS = 180_000;

/** Starts a child whose output goes to DATA_DIR/<name>.log. */
export async function startLogged(session, { name, command, args, env }) {
  await mkdir(dataDirectory(), { recursive: true });
  const file = dataDirectory(`${name}.log`);
  const log = await open(file, "w", 0o600);
  const child = session.start(command, args, { env, stdio: log.fd });
  await log.close();
  return {
    ...child,
    name,
    file,
    untilAnswers: (url, isReady) => untilAnswers({ child, name, file, url, isReady }),
  };
}

/** Waits until an address answers as wished; fails with the end of the log when the child ends first. */
export async function untilAnswers({ child, name, file, url, isReady = () => true }) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(url, isReady))) {
    if (child.hasExited()) throw new PlainError(`${name} has ended:\n${await endOf(file)}`);
    if (Date.now() > deadline)
      throw new PlainError(`${name} does not answer at ${url}:\n${await endOf(file)}`);
    await sleep(100);
  }
}

async function answers(url, isReady) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return isReady(response);
  } catch {
    return false;
  }
}

async function endOf(file) {
  const text = file ? await readFile(file, "utf8") : "";
  return text.split("\n").slice(-40).join("\n");
}
