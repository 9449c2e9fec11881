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
import { platformCallsText, platformScaleText } from "./platform-print.ts";
import { benchPlatforms } from "./platform-run.ts";
import { awsConfigByRegionPlatform } from "./platforms/aws-config.ts";
import { PLATFORMS } from "./platforms/index.ts";
import { benchQueue } from "./queue.ts";
import { benchScale, SCALE_SIZES } from "./scale.ts";
import { benchService } from "./service.ts";
import { benchStore } from "./store.ts";

const USAGE = `Measures Exhibit on this machine; nothing is compared with a time limit, so no run of it fails for being slow.

  npm run bench -- [options]

  --only NAME       one part: calls, scale, checks, ledger, store, service, queue,
                    exports (may be given several times)
  --platform NAME   of calls and scale one platform: ${["aws-iam", ...PLATFORMS.map(({ id }) => id)].join(", ")}
                    (may be given several times)
  --size N          of calls and scale these sizes of every platform but aws-iam (may be given several times)
  --quick           small sizes: the smallest estates, fewer judgements, entries and rows
  --json            one JSON document on stdout
`;

interface Options {
  readonly quick: boolean;
  /** Empty: all. */
  readonly platforms: readonly string[];
  readonly sizes: readonly number[];
}

interface Part {
  readonly name: string;
  /** The figures, and how they read. */
  run(
    options: Options,
    progress: (text: string) => void,
  ): Promise<{ readonly figures: unknown; readonly text: string }>;
}

const PARTS: readonly Part[] = [
  {
    name: "calls",
    async run(options, progress) {
      const account = hasAccount(options)
        ? await benchCalls(progress, MEASURED_ESTATES.slice(0, options.quick ? 1 : 2))
        : [];
      const platforms = await benchPlatforms(progress, wantedOf(options));
      const text = `${account.length === 0 ? "" : callsText(account)}${platformCallsText(platforms)}`;
      return { figures: { account, platforms }, text };
    },
  },
  {
    name: "scale",
    async run(options, progress) {
      const account = hasAccount(options)
        ? await benchScale(progress, SCALE_SIZES.slice(0, options.quick ? 2 : 3))
        : [];
      // Calls are what the two ways of AWS Config differ in, not what they hold.
      const platforms = await benchPlatforms(
        progress,
        wantedOf(options).filter(
          ({ platform }) => options.platforms.length > 0 || platform !== awsConfigByRegionPlatform,
        ),
      );
      const text = `${account.length === 0 ? "" : scaleText(account)}${platformScaleText(platforms)}`;
      return { figures: { account, platforms }, text };
    },
  },
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
    async run({ quick }, progress) {
      progress(name);
      const figures = await measure(quick, progress);
      return { figures, text: text(figures) };
    },
  };
}

function hasAccount({ platforms }: Options): boolean {
  return platforms.length === 0 || platforms.includes("aws-iam");
}

function wantedOf({ quick, platforms, sizes }: Options) {
  return PLATFORMS.filter(({ id }) => platforms.length === 0 || platforms.includes(id)).map((platform) => ({
    platform,
    sizes: sizes.length > 0 ? sizes : platform.sizes.slice(0, quick ? 1 : platform.sizes.length),
  }));
}

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: "string", multiple: true, default: [] },
      platform: { type: "string", multiple: true, default: [] },
      size: { type: "string", multiple: true, default: [] },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const wrong = wrongIn(values);
  if (values.help || wrong !== undefined) {
    const stream = wrong === undefined ? process.stdout : process.stderr;
    stream.write(wrong === undefined ? USAGE : `${wrong}\n${USAGE}`);
    return wrong === undefined ? 0 : 2;
  }
  const options: Options = { quick: values.quick, platforms: values.platform, sizes: values.size.map(Number) };
  const machine = thisMachine();
  const figures: Record<string, unknown> = { machine };
  if (!values.json) process.stdout.write(machineText(machine));
  for (const { name, run } of PARTS) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    const done = await run(options, (text) => process.stderr.write(`bench: ${text}\n`));
    figures[name] = done.figures;
    if (!values.json) process.stdout.write(done.text);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}

function wrongIn(values: {
  readonly only: readonly string[];
  readonly platform: readonly string[];
  readonly size: readonly string[];
}): string | undefined {
  const part = values.only.find((name) => !PARTS.some((one) => one.name === name));
  if (part !== undefined) return `there is no part "${part}"`;
  const platform = values.platform.find((id) => id !== "aws-iam" && !PLATFORMS.some((one) => one.id === id));
  if (platform !== undefined) return `there is no platform "${platform}"`;
  const size = values.size.find((text) => !/^[1-9]\d{0,6}$/.test(text));
  return size === undefined ? undefined : `a size is a whole number, not "${size}"`;
}

process.exitCode = await main(process.argv.slice(2));
