import type { BlobStore, Run, SlotStore, Store } from "../core/index.ts";
import type { Gateway } from "../gateway/index.ts";
import type { Cancellation } from "../pipeline/heeding.ts";
import type { Criteria, Connection } from "../pipeline/plan.ts";
import type { Registry, Workshop } from "../pipeline/ports.ts";
import type { Retained, RetentionOptions } from "../pipeline/retention.ts";
import type { QueueLog, RunQueue } from "../queue/index.ts";
import type { LoadedSettings } from "../settings/load.ts";

export interface GlobalOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What a bundle was written as. */
export interface WrittenBundle {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

/** An opened installation: settings, database, ledger, gateway. Closed by whoever opened it. */
export interface Installation {
  readonly loaded: LoadedSettings;
  readonly workshop: Workshop;
  readonly gateway: Gateway;
  readonly criteria: Criteria;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly mode: "embedded" | "server";
  readonly slots: SlotStore;
  /** A service looks after what crashes leave open; nobody else in its process MUST. */
  readonly tended?: boolean;
  /** Opened when it is first asked for, and closed with the installation. */
  queue(log?: QueueLog): Promise<RunQueue>;
  /** Where a stored object lies on the disk. */
  objectPath(digest: string): string;
  /** Removes the payloads of old runs; what proves them stays. */
  retain(
    options: Pick<RetentionOptions, "before" | "connections" | "dryRun" | "signal" | "onProgress">,
  ): Promise<Retained>;
  /** Holds every stored object against the entry that seals it, or that says that it was removed. */
  verifyObjects(cancellation: Cancellation): Promise<readonly VerifiedFile[]>;
  /** Recomputes the ledger from its entries and compares what is published. */
  fsck(): Promise<{
    readonly ok: boolean;
    readonly size: number;
    readonly problems: readonly { readonly place: string; readonly problem: string }[];
  }>;
  close(): Promise<void>;
}

export interface ExportFormatInfo {
  readonly id: string;
  readonly title: string;
  readonly mediaType: string;
}

/** An export that has not been read yet. */
export interface PreparedExport {
  /** How many results the run has, and how many times they are read, all together. */
  readonly results: number;
  readonly reads: number;
  /** UTF-8; the same bytes at each call. `onResult` is called for each result read. */
  bytes(onResult: () => void): AsyncIterable<Uint8Array>;
}

/** What `migrate` moved, and how it verified afterwards. */
export interface MovedInstallation {
  /** Equal row by row on both sides; `digest` is SHA-256 over all rows. */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly digest: string }[];
  readonly verified: readonly VerifiedFile[];
  /** What to do when something of it does not hold. */
  readonly remedy?: string;
}

export interface MoveOptions {
  readonly onProgress: (message: string, fields: Readonly<Record<string, string | number>>) => void;
  /** Heeded before each page of a table, and each object. */
  readonly signal: AbortSignal;
}

export interface VerifiedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly problem?: string;
  /** Why there was less to check: retention removed the payload. */
  readonly note?: string;
}

export interface ServiceCommand {
  readonly role: "serve" | "worker";
  readonly host: string;
  readonly port: number;
  readonly graceMs: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** JSON lines also on a terminal. */
  readonly jsonLog: boolean;
}

/** Everything that commands need from outside; `main.ts` puts it together, tests put in their own. */
export interface Services {
  readonly version: string;
  readonly nodeVersion: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The same services in another environment. */
  withEnv(env: Readonly<Record<string, string | undefined>>): Services;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborted by the first Ctrl-C; the second ends the process. */
  readonly signal: AbortSignal;
  now(): Date;
  loadSettings(options: GlobalOptions): Promise<LoadedSettings>;
  registry(): Promise<Registry>;
  criteria(loaded: LoadedSettings): Promise<Criteria>;
  connections(loaded: LoadedSettings, only: readonly string[]): Promise<readonly Connection[]>;
  gateway(): Promise<Gateway>;
  open(options: GlobalOptions): Promise<Installation>;
  writeBundle(installation: Installation, run: Run, assessmentJson: string, out: string): Promise<WrittenBundle>;
  exportFormats(): Promise<readonly ExportFormatInfo[]>;
  prepareExport(
    installation: Installation,
    run: Run,
    format: string,
    options: { readonly bom: boolean },
  ): Promise<PreparedExport>;
  verifyBundle(path: string, vkey: string | undefined): Promise<readonly VerifiedFile[]>;
  moveStore(loaded: LoadedSettings, databaseUrl: string, options: MoveOptions): Promise<MovedInstallation>;
  verifyLedger(installation: Installation): Promise<readonly VerifiedFile[]>;
  leastPrivilegePolicy(collector: string, config: unknown): Promise<string | undefined>;
  startDemo(): Promise<{
    readonly url: string;
    readonly env: Readonly<Record<string, string>>;
    readonly configYaml: string;
    close(): Promise<void>;
  }>;
  openInBrowser(path: string): void;
  /**
   * Has the service that owns the embedded database run this command line. Undefined when there is none: then the command
   * runs here.
   */
  throughOwner(argv: readonly string[], options: GlobalOptions): Promise<number | undefined>;
  /** Works until the signal; rejects when it cannot start or go on. */
  runService(options: GlobalOptions, command: ServiceCommand): Promise<void>;
}
