import { setFlagsFromString } from "node:v8";

/**
 * Lets V8 keep PostgreSQL as its baseline compiler made it. To optimise the largest of its functions takes 500 MB, for half
 * a second, at every start; what the code gains by it no command lives long enough to earn back. MUST be called before the
 * first PGlite is made; holds for all WebAssembly of the process. Figures: docs/decisions/0006-baseline-wasm.md.
 */
export function keepBaselineCode(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}
