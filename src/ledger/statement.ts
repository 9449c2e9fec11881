import { ExhibitError, type StoredCheckpoint } from "../core/index.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { checkNote, type NoteVerifier } from "./note.ts";

/** A checkpoint whose signature by our key was checked: what the ledger has promised. */
export interface Statement {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  /** Where it was found, in words. */
  readonly place: string;
}

/** LEDGER_KEY_INVALID when another key signed it, STORE_CORRUPT when the row contradicts its own note. */
export function statementOfStore(stored: StoredCheckpoint, verifier: NoteVerifier): Statement {
  const place = "the database's latest checkpoint";
  const statement = readStatement(stored.note, place, verifier);
  if (statement === undefined || statement.size !== stored.size || statement.root.toString("hex") !== stored.rootHash) {
    throw new ExhibitError("STORE_CORRUPT", "the database's latest checkpoint contradicts its own signed note", {
      place,
      remedy: "restore the database from a backup",
    });
  }
  return statement;
}

/**
 * The published `checkpoint` file, or undefined when it is damaged: it is derived and will be written anew.
 * LEDGER_KEY_INVALID when it is a whole checkpoint of another key: the folder may belong to another ledger.
 */
export function statementOfFile(
  bytes: Buffer | undefined,
  place: string,
  verifier: NoteVerifier,
): Statement | undefined {
  return bytes === undefined ? undefined : readStatement(bytes.toString("utf8"), place, verifier);
}

function readStatement(text: string, place: string, verifier: NoteVerifier): Statement | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const signed = checkNote(parsed.note, verifier);
  if (signed === "unknown" || (signed === "valid" && parsed.checkpoint.origin !== verifier.name)) {
    throw new ExhibitError(
      "LEDGER_KEY_INVALID",
      `${place} is signed for ${parsed.checkpoint.origin} by another key than ${verifier.name}`,
      {
        place,
        remedy:
          "restore keys/ledger.key of this ledger from a backup, or use the data directory that the key belongs to",
      },
    );
  }
  return signed === "valid"
    ? { size: parsed.checkpoint.size, root: parsed.checkpoint.root, note: text, place }
    : undefined;
}

function parse(text: string): ReturnType<typeof parseCheckpoint> | undefined {
  try {
    return parseCheckpoint(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function rollback(size: number, promised: Statement): ExhibitError {
  return new ExhibitError(
    "LEDGER_ROLLBACK",
    `the database holds ${size} ledger entries; ${promised.place} is signed for ${promised.size}`,
    {
      place: promised.place,
      remedy:
        "restore a database backup that holds at least that many entries; entries that a published checkpoint counts must not vanish",
    },
  );
}

export function fork(promised: Statement, root: Buffer | undefined): ExhibitError {
  const found = root?.toString("hex") ?? "none";
  return new ExhibitError(
    "LEDGER_FORK",
    `the first ${promised.size} ledger entries have root ${found}; ${promised.place} is signed for ${promised.root.toString("hex")}`,
    {
      place: promised.place,
      remedy: "restore the database from a backup taken before its entries changed; do not publish until then",
    },
  );
}
