import { ExhibitError, isExhibitError, messageOf, systemErrorCode } from "../core/errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);
const UNWRITABLE = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOTSUP",
  "EOPNOTSUPP",
]);

/** The ExhibitError for a failed file operation at `place` (a path in the data directory). */
export function fromFileSystem(error: unknown, place: string): ExhibitError {
  if (isExhibitError(error)) return error;
  const code = systemErrorCode(error) ?? "";
  if (FULL.has(code)) {
    return new ExhibitError("DISK_FULL", "no space is left in the data directory", {
      place,
      remedy: "Free space on that file system and repeat the command; what was acknowledged before is kept.",
      cause: error,
    });
  }
  if (UNWRITABLE.has(code)) {
    return new ExhibitError("DATA_DIR_UNWRITABLE", `the data directory cannot be written: ${messageOf(error)}`, {
      place,
      remedy: "Give this user write permission there, or choose another data directory on a local file system.",
      cause: error,
    });
  }
  return new ExhibitError("INTERNAL", `a file operation failed: ${messageOf(error)}`, { place, cause: error });
}
