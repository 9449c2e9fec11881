import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Assessment } from "../src/core/index.ts";
import type { ChildFigures } from "./measure-child.ts";
import { peakBytes, resetPeak } from "./peak.ts";
import type { SandboxProcess } from "./sandbox.ts";

/** A step of the command, as its progress lines tell it. */
export interface Step {
  readonly name: StepName;
  readonly seconds: number;
  /** Peak resident memory within the step; undefined where /proc does not tell. */
  readonly peakBytes: number | undefined;
}
export type StepName = "open" | "collect" | "judge" | "store" | "publish" | "bundle";

export interface SnapshotRun {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Of the whole command. */
  readonly peakBytes: number;
  readonly steps: readonly Step[];
  readonly assessment: Assessment;
  /** Progress lines, in order. */
  readonly told: readonly string[];
  /** The bundle's directory; removed with the rest by `remove`. */
  readonly bundle: string;
  remove(): Promise<void>;
}

/** The progress line that begins each step after the first. */
const BEGINNINGS: readonly (readonly [string, StepName])[] = [
  ["collecting", "collect"],
  ["judging", "judge"],
  ["storing", "store"],
  ["publishing", "publish"],
  ["writing the bundle", "bundle"],
];

/**
 * Runs the real `exhibit snapshot` over an estate of the sandbox in a process of its own, with the embedded database in
 * a new data directory, the exchange archive on, and a bundle at the end.
 */
export async function runSnapshot(sandbox: SandboxProcess): Promise<SnapshotRun> {
  const folder = await mkdtemp(join(tmpdir(), "exhibit-bench-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const config = join(folder, "exhibit.yaml");
    const bundle = join(folder, "bundle");
    await writeFile(config, `connections:\n${sandbox.connection}`);
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [
        "--conditions=exhibit-source",
        "--import",
        new URL("measure-child.ts", import.meta.url).href,
        fileURLToPath(new URL("../src/main.ts", import.meta.url)),
        "snapshot",
        "--json",
        "--config",
        config,
        "--data-dir",
        join(folder, "data"),
        "--out",
        bundle,
      ],
      { cwd: folder, env: environment(sandbox, folder), stdio: ["ignore", "pipe", "pipe", "pipe"] },
    );
    const [, stdout, stderr, measures] = child.stdio as unknown as readonly [null, Readable, Readable, Readable];
    const timing = followSteps(stderr, child.pid ?? 0);
    const [output, figures, [code]] = await Promise.all([
      text(stdout),
      text(measures),
      once(child, "exit") as Promise<[number | null]>,
    ]);
    const { steps, told } = await timing;
    // 4: done, but the sandbox's organisation keeps a few things from the reader, as real ones do.
    if (code !== 0 && code !== 4)
      throw new Error(`exhibit snapshot ended with ${String(code)}:\n${told.slice(-20).join("\n")}`);
    const own = JSON.parse(figures) as ChildFigures;
    const finished = steps(own.peakBytes);
    return {
      seconds: (performance.now() - started) / 1000,
      processorSeconds: own.processorSeconds,
      peakBytes: Math.max(...finished.flatMap((step) => step.peakBytes ?? []), own.peakBytes ?? own.maxRssBytes),
      steps: finished,
      assessment: (JSON.parse(output) as { assessment: Assessment }).assessment,
      told,
      bundle,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Followed {
  readonly steps: (lastPeak: number | undefined) => readonly Step[];
  readonly told: readonly string[];
}

/** Reads the progress lines; takes, and starts anew, the peak of the process at each step's end. */
async function followSteps(stderr: Readable, pid: number): Promise<Followed> {
  const done: Step[] = [];
  const lines: string[] = [];
  let current: StepName = "open";
  let since = performance.now();
  let resettable = true;
  const close = (peak: number | undefined): void => {
    const now = performance.now();
    done.push({ name: current, seconds: (now - since) / 1000, peakBytes: resettable ? peak : undefined });
    since = now;
  };
  for await (const line of createInterface({ input: stderr })) {
    lines.push(line);
    const parts = line.split("  ");
    const next = BEGINNINGS.find(([beginning]) => parts.some((part) => part.startsWith(beginning)))?.[1];
    if (next === undefined || next === current || done.some(({ name }) => name === next)) continue;
    close(peakBytes(pid));
    resettable = resetPeak(pid);
    current = next;
  }
  const end = performance.now();
  return {
    steps(lastPeak) {
      const last = { name: current, seconds: (end - since) / 1000, peakBytes: resettable ? lastPeak : undefined };
      return [...done, last];
    },
    told: lines,
  };
}

/** Nothing of the machine's own settings, tokens, proxies or database reaches the command. */
function environment({ env }: SandboxProcess, home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"] ?? home,
    TMPDIR: tmpdir(),
    AWS_REGION: "eu-central-1",
    AWS_CONFIG_FILE: join(home, "no-aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(home, "no-aws-credentials"),
    ...env,
  };
}
