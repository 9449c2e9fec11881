import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lane } from "./lanes.ts";

export interface TestServer {
  /** Superuser `exhibit`, database `exhibit`, with its password. */
  readonly url: string;
  readonly password: string;
  /** URL of a new, empty database on the same server; `options` of CREATE DATABASE. */
  createDatabase(options?: string): Promise<string>;
  /** Down, and up again on the same port with its data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Path of `initdb`, or undefined when PostgreSQL is not on this machine (lane `postgresql`, newest version first). */
export const initdbPath: string | undefined = lane("postgresql", [
  ...installed("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin/initdb`),
  "initdb",
]);

function installed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/** Stops the server when our end of the pipe closes, even when this process is killed. */
const UNTIL_STDIN_ENDS = '"$@" & server=$!; read -r _; kill -INT $server; wait $server';

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }).stdout.trim());
    if (uid !== undefined && uid !== "" && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("running as root, and there is neither a user postgres nor nobody to run PostgreSQL as");
}

/**
 * Starts a PostgreSQL server of our own on a free port of 127.0.0.1, with SCRAM passwords and without fsync, in a temporary
 * folder that `stop` removes. It dies with this process.
 * @example describe.skipIf(initdbPath === undefined)(…, () => { beforeAll(async () => { server = await startPostgres(); }) })
 */
export async function startPostgres(): Promise<TestServer> {
  if (initdbPath === undefined) throw new Error("PostgreSQL is not installed; guard with initdbPath");
  const bin = initdbPath.replace(/\/?initdb$/, "");
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "exhibit-pg-"));
  const data = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  writeFileSync(join(folder, "password"), password, { mode: 0o600 });
  if (account !== undefined)
    for (const path of [folder, join(folder, "password")]) chownSync(path, account.uid, account.gid);
  const made = spawnSync(
    join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "exhibit",
      "--auth=scram-sha-256",
      `--pwfile=${join(folder, "password")}`,
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { encoding: "utf8", cwd: folder, ...account },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "off",
    shared_buffers: "32MB",
  };
  const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const launch = async () => {
    const child = spawn("/bin/sh", ["-c", UNTIL_STDIN_ENDS, "sh", join(bin, "postgres"), ...args], {
      cwd: folder,
      stdio: ["pipe", "ignore", "pipe"],
      ...account,
    });
    await ready(child);
    return child;
  };
  let child = await launch();
  const halt = async (): Promise<void> => {
    const closed = once(child, "close");
    child.stdin.end();
    await closed;
  };
  const urlOf = (database: string): string => `postgres://exhibit:${password}@127.0.0.1:${port}/${database}`;
  const psql = (sql: string): Promise<void> => runPsql(join(bin, "psql"), urlOf("postgres"), sql);
  await psql("create database exhibit");
  let count = 0;
  return {
    url: urlOf("exhibit"),
    password,
    createDatabase: async (options = "") => {
      count += 1;
      await psql(`create database test_${count} ${options}`);
      return urlOf(`test_${count}`);
    },
    restart: async () => {
      await halt();
      child = await launch();
    },
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function ready(child: ChildProcess): Promise<void> {
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const deadline = performance.now() + 20_000;
  while (!log.includes("database system is ready to accept connections")) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`PostgreSQL did not start: ${log}`);
    await sleep(20);
  }
}

async function runPsql(psql: string, url: string, sql: string): Promise<void> {
  const child = spawn(psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, url], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`psql failed: ${errors}`);
}
