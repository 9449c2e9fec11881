import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { start } from "../../src/composition.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { defaultCacheFolder } from "../../src/store/embedded/template.ts";
import { nodeCommand } from "./processes.ts";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const TIMEOUT_MS = 120_000;
/** A line of a stack trace: no sentence of ours begins like this. */
const STACK_TRACE = /^\s+at .+[(:]\S+:\d+(?::\d+)?\)?$/m;

export interface CliOptions {
  /** Added to a bare environment: nothing of the machine's own accounts, proxies or database reaches the command. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Permissions of files hold for it, even where the tests run as root. */
  readonly heedsPermissions?: boolean;
}

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as one JSON document. */
  json<T = Record<string, never>>(): T;
}

export interface RunningCli {
  readonly pid: number;
  /** Resolves when a line of stderr holds this text; rejects when the command ends first. */
  saw(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly done: Promise<CliResult>;
}

/** Starts the real command line from the sources, as `npm run exhibit --` does. Every ending is checked for stack traces. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const [command, ...before] = nodeCommand(options.heedsPermissions);
  const child = spawn(command, [...before, "--conditions=exhibit-source", MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: options.cwd ?? tmpdir(),
    env: { ...bareEnvironment(), ...options.env },
  });
  return follow(child, args);
}

export function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).done;
}

/**
 * The same command line within this process, which costs half a second less: for variants of output after the real process
 * has shown that a command works.
 */
export async function cliHere(
  args: readonly string[],
  options: Omit<CliOptions, "heedsPermissions"> & {
    /** Ctrl-C as soon as stderr has this text; the empty text is there from the beginning. */
    readonly cancelAt?: string;
  } = {},
): Promise<CliResult> {
  const { cancelAt } = options;
  const abort = new AbortController();
  if (cancelAt === "") abort.abort();
  const stdout = new Collected();
  const stderr = new Collected((text) => {
    if (cancelAt !== undefined && text.includes(cancelAt)) abort.abort();
  });
  const code = await start(args, {
    stdout,
    stderr,
    cwd: options.cwd ?? tmpdir(),
    env: { ...bareEnvironment(), ...options.env },
    signal: abort.signal,
  });
  return resultOf(args, { code, signal: null, stdout: stdout.text, stderr: stderr.text });
}

class Collected extends Writable {
  text = "";
  readonly #watch: (text: string) => void;

  constructor(watch: (text: string) => void = () => undefined) {
    super();
    this.#watch = watch;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    this.#watch(this.text);
    done();
  }
}

function resultOf(args: readonly string[], result: Omit<CliResult, "json">): CliResult {
  const { stdout, stderr } = result;
  if (STACK_TRACE.test(`${stdout}\n${stderr}`))
    throw new Error(`exhibit ${args.join(" ")} printed a stack trace:\n${stderr}${stdout}`);
  return { ...result, json: <T>() => parsed<T>(result, args) };
}

export function bareEnvironment(): Record<string, string> {
  const cache = defaultCacheFolder();
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: join(tmpdir(), "exhibit-test-no-home"),
    // The template of an empty database is shared, or each new data directory would cost two seconds.
    XDG_CACHE_HOME: join(cache, ".."),
    NODE_COMPILE_CACHE: join(cache, "test-compile-cache"),
    NO_COLOR: "1",
  };
}

function follow(child: ChildProcess, args: readonly string[]): RunningCli {
  const { stdout, stderr, pid } = child;
  if (stdout === null || stderr === null || pid === undefined) throw new Error("the command did not start");
  const text = { stdout: "", stderr: "" };
  const watchers = new Set<() => void>();
  let ended = false;
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
  stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
  stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text.stderr += chunk;
    for (const watch of watchers) watch();
  });
  const done = once(child, "close").then((event): CliResult => {
    const [code, signal] = event as [number | null, NodeJS.Signals | null];
    clearTimeout(timer);
    ended = true;
    for (const watch of watchers) watch();
    return resultOf(args, { code, signal, ...text });
  });
  // Whoever kills a command does not always wait for it.
  done.catch(() => undefined);
  return {
    pid,
    done,
    kill: (signal) => child.kill(signal),
    saw: (wanted) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          const found = text.stderr.includes(wanted);
          if (!found && !ended) return;
          watchers.delete(watch);
          if (found) resolve();
          else reject(new Error(`exhibit ${args.join(" ")} ended without saying "${wanted}": ${text.stderr}`));
        };
        watchers.add(watch);
        watch();
      }),
  };
}

function parsed<T>(
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
  args: readonly string[],
): T {
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`exhibit ${args.join(" ")} printed no JSON document: ${stdout.slice(0, 2_000)}\n${stderr}`);
  }
}

/** An error as `--json` prints it. */
export interface ToldError {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly place?: string;
    readonly remedy?: string;
  };
}

/** A folder of this test file, removed at its end. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `exhibit-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Keys of the sandbox's first account, as a user would have them in the environment. */
export function sandboxEnv(sandbox: Sandbox): Record<string, string> {
  const [management] = sandbox.accounts;
  if (management === undefined) throw new Error("the sandbox has no account");
  const { accessKeyId, secretAccessKey } = management.credentials;
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: "eu-central-1" };
}

export interface ConnectionConfig {
  readonly id?: string;
  readonly endpoint: string;
  /** Into every account of the organisation, or only the one of the keys. */
  readonly organization?: { readonly roleName: string; readonly externalId: string };
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Settings of a connection to the sandbox. Two regions keep a run small. */
export function connection({ id = "aws", endpoint, organization, config }: ConnectionConfig): Record<string, unknown> {
  return {
    id,
    collector: "aws-iam",
    environment: "test",
    config: {
      endpoint,
      analyzerRegions: ["eu-central-1", "us-east-1"],
      identityCenterRegion: "eu-central-1",
      ...(organization === undefined ? {} : { organization }),
      ...config,
    },
  };
}

/** Writes a configuration (JSON is YAML) and returns its path. */
export function writeConfig(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
  name = "exhibit.yaml",
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(settings, null, 2));
  return path;
}
