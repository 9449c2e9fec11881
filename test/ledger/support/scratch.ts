import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { encodeSkey, parseSkey, type NoteSigner } from "../../../src/ledger/note.ts";

/** A folder that goes when the test ends. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "exhibit-ledger-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function testSigner(name = "exhibit.example.com/log", fill = 7): NoteSigner {
  return parseSkey(encodeSkey(name, Buffer.alloc(32, fill)));
}
