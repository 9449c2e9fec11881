import * as z from "zod";

/** The parameter that says which scopes give power; the same for apps and for single grants. */
export const powerfulScopes = z
  .array(z.string())
  .min(1)
  .default([
    "https://mail.google.com/",
    "https://www.googleapis.com/auth/gmail.*",
    "https://www.googleapis.com/auth/drive",
    "https://www.googleapis.com/auth/drive.readonly",
    "https://www.googleapis.com/auth/admin.*",
    "https://www.googleapis.com/auth/cloud-platform",
    "https://www.googleapis.com/auth/contacts",
    "https://www.googleapis.com/auth/calendar",
  ])
  .describe("scopes, * for any ending. origin: our default, after Google's restricted scopes");

/** Those of the scopes that one of the patterns names. */
export function scopesLike(scopes: readonly string[], patterns: readonly string[]): readonly string[] {
  return scopes.filter((scope) =>
    patterns.some((pattern) => scope === pattern || (pattern.endsWith("*") && scope.startsWith(pattern.slice(0, -1)))),
  );
}
