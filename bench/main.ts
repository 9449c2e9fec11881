import { parseArgs } from "node:util";
import { benchCalls } from "./calls.ts";
import { benchChecks } from "./checks.ts";
import { benchExports } from "./export.ts";
import { benchLedger } from "./ledger.ts";
import { thisMachine } from "./machine.ts";
import { MEASURED_ESTATES } from "./peers.ts";
import {
  callsText,
  checksText,
  exportsText,
  ledgerText,
  machineText,
  queueText,
  scaleText,
  serviceText,
  storeText,
} from "./print.ts";
import { benchQueue } from "./queue.ts";
import { benchScale, SCALE_SIZES } from "./scale.ts";
import { benchService } from "./service.ts";
import { benchStore } from "./store.ts";

const USAGE = `Measures Exhibit on this machine; nothing is compared with a time limit, so no run of it fails for being slow.

  npm run bench -- [options]

  --only NAME   one part: calls, scale, checks, ledger, store, service, queue, exports (may be given several times)
  --quick       small sizes: the first estate, 500 and 5,000 principals, fewer judgements, entries and rows
  --json        one JSON document on stdout
`;

interface Part {
  readonly name: string;
  /** The figures, and how they read. */
  run(quick: boolean, progress: (text: string) => void): Promise<{ readonly figures: unknown; readonly text: string }>;
}

const PARTS: readonly Part[] = [
  part("calls", (quick, progress) => benchCalls(progress, MEASURED_ESTATES.slice(0, quick ? 1 : 2)), callsText),
  part("scale", (quick, progress) => benchScale(progress, SCALE_SIZES.slice(0, quick ? 2 : 3)), scaleText),
  part("checks", (quick) => (quick ? benchChecks(1_000, 1_000) : benchChecks()), checksText),
  part("ledger", (quick) => (quick ? benchLedger(4_000) : benchLedger()), ledgerText),
  part("store", (quick) => (quick ? benchStore(4_000) : benchStore()), storeText),
  part(
    "service",
    (quick, progress) =>
      benchService(
        progress,
        quick ? { principals: 2_000, repositories: 500 } : { principals: 10_000, repositories: 5_000 },
      ),
    serviceText,
  ),
  part("queue", (quick, progress) => benchQueue(progress, quick), queueText),
  part("exports", (quick, progress) => benchExports(progress, quick ? 50_000 : 1_000_000), exportsText),
];

function part<T>(
  name: string,
  measure: (quick: boolean, progress: (text: string) => void) => Promise<T>,
  text: (figures: T) => string,
): Part {
  return {
    name,
    async run(quick, progress) {
      progress(name);
      const figures = await measure(quick, progress);
      return { figures, text: text(figures) };
    },
  };
}

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: "string", multiple: true, default: [] },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = values.only.find((name) => !PARTS.some((one) => one.name === name));
  if (values.help || unknown !== undefined) {
    const stream = unknown === undefined ? process.stdout : process.stderr;
    stream.write(unknown === undefined ? USAGE : `there is no part "${unknown}"\n${USAGE}`);
    return unknown === undefined ? 0 : 2;
  }
  const machine = thisMachine();
  const figures: Record<string, unknown> = { machine };
  if (!values.json) process.stdout.write(machineText(machine));
  for (const { name, run } of PARTS) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    const done = await run(values.quick, (text) => process.stderr.write(`bench: ${text}\n`));
    figures[name] = done.figures;
    if (!values.json) process.stdout.write(done.text);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
