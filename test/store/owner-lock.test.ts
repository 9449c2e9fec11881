import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acquireOwnerLock, OWNER_SOCKET } from "../../src/store/embedded/owner-lock.ts";
import { GUARD_PREFIX, identityOf } from "../../src/store/embedded/takeover.ts";
import { startScript, type Running } from "../support/processes.ts";

const SELF = { pid: process.pid, command: "exhibit test", since: "2026-11-22T05:31:00.000Z" };
const OWN = new URL("fixtures/own.ts", import.meta.url);

describe.skipIf(process.platform === "win32")("owner lock", () => {
  let base: string;
  let count = 0;
  const running: Running[] = [];
  const newFolder = async (name = ""): Promise<string> => {
    count += 1;
    const folder = join(base, `${count}${name}`);
    await mkdir(folder, { recursive: true });
    return folder;
  };
  const start = async (): Promise<Running> => {
    const child = startScript(OWN, []);
    running.push(child);
    await child.line("ready");
    return child;
  };
  beforeAll(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), "exhibit-lock-")));
  });
  afterAll(async () => {
    for (const child of running) child.kill("SIGKILL");
    await Promise.all(running.map((child) => child.exit));
    await rm(base, { recursive: true, force: true });
  });

  /** A socket file behind which nobody listens, as a killed process leaves it. */
  async function leaveDeadSocket(folder: string): Promise<void> {
    const bound = join(folder, "bound.sock");
    const server = createServer().listen(bound);
    await once(server, "listening");
    await link(bound, join(folder, OWNER_SOCKET));
    server.close();
    await once(server, "close");
  }

  test("a second process is refused and told who owns the directory, also through a symbolic link", async () => {
    const folder = await newFolder();
    const alias = join(base, "alias");
    await symlink(folder, alias);
    const [owner, second] = await Promise.all([start(), start()]);
    owner.say(folder);
    await owner.line("owned");
    second.say(alias);
    const refusal = await second.line("refused");
    expect(refusal).toMatch(
      /^refused STORE_OWNED .* in use by process \d+ \(exhibit test\), since 20\d\d-\d\d-\d\dT[\d:.]+Z$/,
    );
    expect(refusal).toContain(`process ${owner.pid} `);
    const error = await acquireOwnerLock(folder, SELF).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "STORE_OWNED",
      place: folder,
      remedy: expect.stringContaining("DATABASE_URL"),
    });
    expect(readdirSync(folder)).toEqual([OWNER_SOCKET]);
  });

  test("an owner that stands still is not replaced", async () => {
    const folder = await newFolder();
    const owner = await start();
    owner.say(folder);
    await owner.line("owned");
    owner.kill("SIGSTOP");
    await expect(acquireOwnerLock(folder, SELF)).rejects.toMatchObject({
      code: "STORE_OWNED",
      message: expect.stringContaining("too busy"),
    });
    owner.kill("SIGCONT");
    await expect(acquireOwnerLock(folder, SELF)).rejects.toMatchObject({
      message: expect.stringContaining(`process ${owner.pid}`),
    });
  });

  test("release gives the directory up and leaves nothing", async () => {
    const folder = await newFolder();
    for (let time = 0; time < 3; time += 1) {
      const lock = await acquireOwnerLock(folder, SELF);
      await lock.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test(
    "after SIGKILL one of several processes that start together takes over, round after round",
    { timeout: 120_000 },
    async () => {
      const folder = await newFolder();
      const contenders = await Promise.all([start(), start(), start()]);
      let owner: Running | undefined;
      for (let round = 0; round < 6; round += 1) {
        owner?.kill("SIGKILL");
        await owner?.exit;
        const marks = contenders.map((child) => child.lines.length);
        for (const child of contenders) child.say(folder);
        const answers = await Promise.all(contenders.map((child, n) => child.line("", marks[n])));
        expect(answers.filter((answer) => answer.startsWith("owned"))).toHaveLength(1);
        expect(answers.filter((answer) => answer.startsWith("refused STORE_OWNED"))).toHaveLength(2);
        const winner = answers.findIndex((answer) => answer.startsWith("owned"));
        owner = contenders[winner];
        contenders.splice(winner, 1, await start());
      }
    },
  );

  test("many takeovers at once of a dead socket: exactly one wins, every time", async () => {
    for (let round = 0; round < 25; round += 1) {
      const folder = await newFolder();
      await leaveDeadSocket(folder);
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => acquireOwnerLock(folder, SELF)));
      const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
      expect(won).toHaveLength(1);
      for (const reason of lost) expect(reason).toMatchObject({ code: "STORE_OWNED" });
      for (const lock of won) await lock.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test("directories deeper than a socket path may be long work the same", async () => {
    const folder = await newFolder(`/${"deep-".repeat(10)}/${"er-".repeat(40)}`);
    expect(Buffer.byteLength(join(folder, OWNER_SOCKET))).toBeGreaterThan(108);
    const owner = await start();
    owner.say(folder);
    await owner.line("owned");
    expect(existsSync(join(folder, OWNER_SOCKET))).toBe(true);
    await expect(acquireOwnerLock(folder, SELF)).rejects.toMatchObject({
      message: expect.stringContaining(`process ${owner.pid}`),
    });
    owner.kill("SIGKILL");
    await owner.exit;
    const lock = await acquireOwnerLock(folder, SELF);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  describe.skipIf(process.platform !== "linux")("a guard that a takeover left", () => {
    const plant = async (pid: number): Promise<string> => {
      const folder = await newFolder();
      await leaveDeadSocket(folder);
      const identity = await identityOf(join(folder, OWNER_SOCKET));
      const holder = {
        pid,
        boot: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
        namespace: readlinkSync("/proc/self/ns/pid"),
      };
      await writeFile(join(folder, `${GUARD_PREFIX}${identity}-1`), JSON.stringify(holder));
      return folder;
    };

    test("is passed by when its process is dead, and swept", async () => {
      const { pid } = spawnSync("true");
      const folder = await plant(pid);
      const lock = await acquireOwnerLock(folder, SELF);
      expect(readdirSync(folder)).toEqual([OWNER_SOCKET]);
      await lock.release();
    });

    test("is respected while its process lives, and named", async () => {
      const folder = await plant(process.pid);
      await expect(acquireOwnerLock(folder, SELF, 100)).rejects.toMatchObject({
        code: "STORE_OWNED",
        message: expect.stringContaining(`process ${process.pid} is taking it over`),
        remedy: expect.stringContaining("delete that guard file"),
      });
    });
  });
});
