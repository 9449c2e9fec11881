import type { MovedInstallation, MoveOptions, VerifiedFile } from "./cli/services.ts";
import { ExhibitError, isExhibitError } from "./core/index.ts";
import { openInstallation, verifyInstallation } from "./parts.ts";
import type { LoadedSettings } from "./settings/load.ts";
import { copyStore } from "./store/copy.ts";
import { openStore } from "./store/index.ts";

/** What is to be done when the copy is there and is not known to hold. */
export const UNVERIFIED =
  "the embedded database is as it was and stays in use: do not set DATABASE_URL or `databaseUrl` yet; look at `exhibit verify` here, run `drop schema exhibit cascade` on the target, and repeat the command";

/**
 * Moves the database of an embedded installation to a PostgreSQL server. Objects, keys and the published ledger stay in
 * the data directory. What arrived is compared row by row, then the ledger is recomputed from the new database and every
 * object held against it. The embedded database stays as it is: whoever wants to go back, can.
 */
export async function moveStore(
  loaded: LoadedSettings,
  databaseUrl: string,
  { onProgress, signal }: MoveOptions,
): Promise<MovedInstallation> {
  const { dataDir } = loaded;
  if (loaded.settings.databaseUrl !== undefined) {
    throw new ExhibitError("CONFIG_INVALID", "this installation is on a PostgreSQL server already", {
      place: loaded.path ?? "DATABASE_URL",
      remedy: "take `databaseUrl` out of the configuration and DATABASE_URL out of the environment while you migrate",
    });
  }
  const source = await openStore({ dataDir });
  try {
    const target = await openStore({ dataDir, databaseUrl });
    try {
      const tables = await copyStore(source.db, target.db, {
        signal,
        onTable: (table, rows) => onProgress("copying", { table, rows }),
      });
      onProgress("verifying what arrived", {});
      const verified = await verifyOn(loaded, databaseUrl, signal);
      return { tables, verified, ...(verified.every(({ ok }) => ok) ? {} : { remedy: UNVERIFIED }) };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** The copy is committed by now, and a repeated command would be refused: whatever goes wrong says what to do about that. */
async function verifyOn(
  loaded: LoadedSettings,
  databaseUrl: string,
  signal: AbortSignal,
): Promise<readonly VerifiedFile[]> {
  try {
    const moved = await openInstallation({ ...loaded, settings: { ...loaded.settings, databaseUrl } });
    try {
      return await verifyInstallation(moved, {
        signal,
        message: "everything was copied, and its verification was cancelled",
        remedy: UNVERIFIED,
      });
    } finally {
      await moved.close();
    }
  } catch (error) {
    if (!isExhibitError(error) || error.remedy === UNVERIFIED) throw error;
    const { code, message, place, remedy } = error;
    throw new ExhibitError(code, `everything was copied, and its verification broke off: ${message}`, {
      ...(place === undefined ? {} : { place }),
      remedy: remedy === undefined ? UNVERIFIED : `${remedy}; ${UNVERIFIED}`,
      cause: error,
    });
  }
}
