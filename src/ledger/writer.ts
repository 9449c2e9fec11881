import { inTurn, isExhibitError, systemErrorCode, type LedgerStore, type StoredCheckpoint } from "../core/index.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { diskFiles, Publication, type LedgerFiles } from "./files.ts";
import { growTree } from "./growth.ts";
import { consistencyPath, EMPTY_ROOT, inclusionPath, rootFromPath, type HashReader } from "./merkle.ts";
import { parseVkey, type NoteSigner, type NoteVerifier } from "./note.ts";
import { formatPolicy } from "./policy.ts";
import { fork, rollback, statementOfFile, statementOfStore, type Statement } from "./statement.ts";
import { missingTile, prunePartials, TileCache } from "./tile-cache.ts";
import { TileEdge, tileHashReader } from "./tiles.ts";
import { formatTlogProof } from "./tlog-proof.ts";

const CHECKPOINT = "checkpoint";
/** Lost races against other writers before `publish` gives up; each means that another one published. */
const MAX_RACES = 50;

export interface LedgerOptions {
  readonly store: LedgerStore;
  /** Folder of `checkpoint` and `tile/`; everything in it can be rebuilt from the store. */
  readonly directory: string;
  readonly signer: NoteSigner;
  /** In place of the folder's own files; for tests. */
  readonly files?: LedgerFiles;
}

export interface FsckReport {
  readonly ok: boolean;
  readonly size: number;
  /** Hex root over the entries up to the signed size. */
  readonly rootHash: string;
  readonly problems: readonly { readonly place: string; readonly problem: string }[];
}

/**
 * Opens the ledger and reads all entries once: LEDGER_ROLLBACK, LEDGER_FORK or LEDGER_KEY_INVALID when they do not keep what
 * a signed checkpoint promised; missing or damaged files are written anew.
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const ledger = new Ledger(options);
  await ledger.reload();
  return ledger;
}

/** Several processes may publish to one store and one folder at once. Methods may be called concurrently. */
export class Ledger {
  readonly origin: string;
  readonly vkey: string;
  /** The trust file for auditors. */
  readonly policy: string;
  readonly #store: LedgerStore;
  readonly #files: LedgerFiles;
  readonly #signer: NoteSigner;
  readonly #verifier: NoteVerifier;
  readonly #tiles: TileCache;
  #edge = new TileEdge();
  #checkpoint: StoredCheckpoint | undefined;
  readonly #exclusive = inTurn();

  constructor({ store, directory, signer, files = diskFiles(directory) }: LedgerOptions) {
    this.origin = signer.name;
    this.vkey = signer.vkey;
    this.policy = formatPolicy({ logs: [{ vkey: signer.vkey }] });
    this.#store = store;
    this.#files = files;
    this.#signer = signer;
    this.#verifier = parseVkey(signer.vkey);
    this.#tiles = new TileCache(files);
  }

  /** The newest checkpoint that this process has published or verified. */
  get checkpoint(): StoredCheckpoint | undefined {
    return this.#checkpoint;
  }

  /** Checks all entries against every signed statement and repairs the published files. */
  async reload(): Promise<void> {
    await this.#exclusive(() => this.#reload());
  }

  /**
   * Brings all stored entries under a signed checkpoint and publishes it; returns the newest checkpoint. An empty ledger
   * gives a signed checkpoint of size 0 that is not kept.
   */
  async publish(): Promise<StoredCheckpoint> {
    return this.#exclusive(async () => {
      for (let races = 0; ; races += 1) {
        const before = await this.#store.latestCheckpoint();
        try {
          return await this.#publish(before);
        } catch (error) {
          const isRace = !isFinal(error) && (await this.#store.latestCheckpoint())?.size !== before?.size;
          if (!isRace || races === MAX_RACES) throw error;
        }
      }
    });
  }

  /** RFC 6962 audit path of an entry in the tree of `size` entries, by default the newest published. RangeError outside. */
  async inclusionProof(index: number, size = this.#edge.size): Promise<readonly Buffer[]> {
    return this.#withTiles((reader) => inclusionPath(reader, index, size));
  }

  /** RFC 6962 proof that the tree of `older` entries is a prefix of the tree of `size`. RangeError outside. */
  async consistencyProof(older: number, size = this.#edge.size): Promise<readonly Buffer[]> {
    return this.#withTiles((reader) => consistencyPath(reader, older, size));
  }

  /** A `.tlog-proof` of an entry, checked before it is returned. `checkpoint` is the newest, or an earlier one of this ledger. */
  async tlogProof(index: number, checkpoint: StoredCheckpoint | undefined = this.#checkpoint): Promise<string> {
    if (checkpoint === undefined || index >= checkpoint.size)
      throw new RangeError(`entry ${index} is not under the published checkpoint`);
    const { size, rootHash, note } = checkpoint;
    const hashes = await this.#withTiles(async (reader) => {
      const path = await inclusionPath(reader, index, size);
      const [leaf] = await reader.hashes([{ level: 0, index }]);
      const root = leaf === undefined ? undefined : rootFromPath(index, size, leaf, path);
      if (root?.toString("hex") !== rootHash) throw missingTile(`tiles of entry ${index}`);
      return path;
    });
    return formatTlogProof({ index, hashes, checkpoint: note });
  }

  /** {@link tlogProof} under the name of the pipeline's port. */
  async proof(index: number, checkpoint?: StoredCheckpoint): Promise<string> {
    return this.tlogProof(index, checkpoint);
  }

  /** Recomputes everything from the entries and compares all published files; changes nothing. */
  async fsck(): Promise<FsckReport> {
    return this.#exclusive(async () => {
      const problems: { place: string; problem: string }[] = [];
      const report = (place: string, problem: string): void => void problems.push({ place, problem });
      const stored = await this.#store.latestCheckpoint();
      const edge = new TileEdge();
      try {
        const statements = await this.#statements(stored);
        const damaged = await this.#compare(edge, statements);
        for (const path of damaged) report(path, "is missing or differs from the entries");
      } catch (error) {
        if (!isExhibitError(error)) throw error;
        report(error.place ?? "database", error.message);
      }
      const published = await this.#files.read(CHECKPOINT);
      if (stored !== undefined && published?.toString("utf8") !== stored.note)
        report(CHECKPOINT, "is not the latest signed checkpoint");
      return { ok: problems.length === 0, size: edge.size, rootHash: edge.root().toString("hex"), problems };
    });
  }

  #own(): Statement | undefined {
    return (
      this.#checkpoint && {
        ...statementOfStore(this.#checkpoint, this.#verifier),
        place: "the newest checkpoint of this process",
      }
    );
  }

  /**
   * What was promised: by the store's checkpoint, by the published file, which outlives a database put back to an old state,
   * and by what this process has seen itself.
   */
  async #statements(stored: StoredCheckpoint | undefined): Promise<readonly Statement[]> {
    const own = this.#own();
    const fromStore = stored === undefined ? undefined : statementOfStore(stored, this.#verifier);
    const fromFile = statementOfFile(
      await this.#files.read(CHECKPOINT),
      "the published checkpoint file",
      this.#verifier,
    );
    return [fromStore, fromFile, own].filter((statement) => statement !== undefined);
  }

  /** Grows `edge` to the largest promised size, checks every promise and returns the files that differ. */
  async #compare(edge: TileEdge, statements: readonly Statement[]): Promise<readonly string[]> {
    const size = await this.#store.size();
    const broken = statements.find((statement) => statement.size > size);
    if (broken !== undefined) throw rollback(size, broken);
    const damaged: string[] = [];
    const roots = await growTree({
      store: this.#store,
      edge,
      to: Math.max(0, ...statements.map((statement) => statement.size)),
      marks: statements.map((statement) => statement.size),
      visit: async (path, bytes) => {
        if ((await this.#files.read(path))?.equals(bytes) !== true) damaged.push(path);
      },
    });
    for (const statement of statements) requireRoot(statement, roots.get(statement.size));
    return damaged;
  }

  async #reload(): Promise<void> {
    const stored = await this.#store.latestCheckpoint();
    const statements = await this.#statements(stored);
    const edge = new TileEdge();
    const damaged = new Set(await this.#compare(edge, statements));
    if (damaged.size > 0) {
      const publication = new Publication(this.#files);
      const visit = async (path: string, bytes: Buffer): Promise<void> => {
        if (damaged.has(path)) await publication.put(path, bytes);
      };
      await growTree({ store: this.#store, edge: new TileEdge(), to: edge.size, visit });
      await publication.settle();
    }
    this.#tiles.clear();
    const newest = statements.find(({ size }) => size === edge.size);
    this.#edge = edge;
    this.#checkpoint = newest && { size: newest.size, rootHash: newest.root.toString("hex"), note: newest.note };
    if (stored !== undefined && newest?.note === stored.note) await this.#publishFile();
  }

  async #publish(latest: StoredCheckpoint | undefined): Promise<StoredCheckpoint> {
    const size = await this.#store.size();
    const latestSize = latest?.size ?? 0;
    const own = this.#own();
    if (own !== undefined && size < own.size) throw rollback(size, own);
    if (own !== undefined && latestSize < own.size) await this.#reload();
    if (latest !== undefined) await this.#requireKept(statementOfStore(latest, this.#verifier), size);
    const from = this.#edge.size;
    const edge = this.#edge.clone();
    const publication = new Publication(this.#files);
    await growTree({ store: this.#store, edge, to: size, visit: (path, bytes) => publication.put(path, bytes) });
    await publication.settle();
    const checkpoint = latest?.size === size ? latest : await this.#sign(size, edge.root());
    if (checkpoint.size > latestSize) await this.#store.saveCheckpoint(checkpoint, latestSize);
    if (size === 0) return checkpoint;
    this.#edge = edge;
    this.#checkpoint = checkpoint;
    await this.#publishFile();
    await prunePartials(this.#files, from, size);
    return checkpoint;
  }

  /** Another writer's checkpoint must be one of these entries, before anything is written or signed on top of it. */
  async #requireKept(latest: Statement, size: number): Promise<void> {
    if (latest.size > size) throw rollback(size, latest);
    if (latest.size < this.#edge.size) return;
    const edge = this.#edge.clone();
    const roots = await growTree({ store: this.#store, edge, to: latest.size, marks: [latest.size] });
    requireRoot(latest, roots.get(latest.size));
  }

  async #sign(size: number, root: Buffer): Promise<StoredCheckpoint> {
    return { size, rootHash: root.toString("hex"), note: await signCheckpoint({ size, root }, this.#signer) };
  }

  /** Ends only when the file is the store's newest: of racing writers the last one to write sees the newest. */
  async #publishFile(): Promise<void> {
    for (;;) {
      const latest = await this.#store.latestCheckpoint();
      if (latest === undefined) return;
      const publication = new Publication(this.#files);
      await publication.put(CHECKPOINT, Buffer.from(latest.note));
      await publication.settle();
      if ((await this.#store.latestCheckpoint())?.size === latest.size) return;
    }
  }

  /** Runs on the published tiles; when they are damaged, repairs them from the entries and runs once more. */
  async #withTiles<T>(work: (reader: HashReader) => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => work(tileHashReader(this.#edge.size, (id) => this.#tiles.load(id)));
    try {
      return await attempt();
    } catch (error) {
      if (!isExhibitError(error) || error.code !== "STORE_CORRUPT") throw error;
      await this.reload();
      return attempt();
    }
  }
}

function requireRoot(promised: Statement, found: Buffer | undefined): void {
  const root = promised.size === 0 ? EMPTY_ROOT : found;
  if (root?.equals(promised.root) !== true) throw fork(promised, root);
}

/** Errors that no race explains. */
function isFinal(error: unknown): boolean {
  if (systemErrorCode(error) === "ENOENT") return false;
  return isExhibitError(error) && error.code !== "LEDGER_FORK";
}
