import { enableCompileCache } from "node:module";
import { collectSooner } from "./heap.ts";
import { guardNode } from "./node-guard.ts";

guardNode(process.versions.node);
collectSooner();
// Hundreds of small files: from the second start on, their compiled form is read and not made.
enableCompileCache();
const { start } = await import("./composition.ts");
process.exitCode = await start(process.argv.slice(2));
