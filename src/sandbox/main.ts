import { parseArgs } from "node:util";
import { ExhibitError, messageOf } from "../core/errors.ts";
import { type PresetName, PRESETS, startSandbox } from "./index.ts";
import type { Size } from "./organisation/model.ts";

const USAGE = `Starts the invented organisation on loopback and prints how to reach it; ends with Ctrl-C.

  node --conditions=exhibit-source src/sandbox/main.ts [options]

  --preset NAME     ${Object.keys(PRESETS).join(", ")} (default meridian)
  --users N --groups N --roles N --policies N    totals an account
  --accounts N      reachable accounts
  --seed N          of generated entities (default 1)
  --port N          0 (default) lets the system choose
  --short-pages     pages now and then end early although more follows
  --json            one line of JSON: {url, accounts: [{id, credentials, roleArn, externalId}]}
`;

/** Runs until SIGINT or SIGTERM; the first line on stdout tells that requests are answered. */
async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      preset: { type: "string", default: "meridian" },
      users: { type: "string" },
      groups: { type: "string" },
      roles: { type: "string" },
      policies: { type: "string" },
      accounts: { type: "string" },
      seed: { type: "string", default: "1" },
      port: { type: "string", default: "0" },
      "short-pages": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { preset } = values;
  if (!isPreset(preset))
    throw new ExhibitError("USAGE_INVALID", `there is no preset ${preset}`, {
      place: "--preset",
      remedy: `Choose one of ${Object.keys(PRESETS).join(", ")}.`,
    });
  const size: Record<string, number> = {};
  for (const name of ["users", "groups", "roles", "policies", "accounts"] as const) {
    const text = values[name];
    if (text !== undefined) size[name] = wholeNumber(`--${name}`, text);
  }
  const sandbox = await startSandbox({
    organisation: preset,
    size: size satisfies Size,
    seed: wholeNumber("--seed", values.seed),
    port: wholeNumber("--port", values.port),
    pageStyle: values["short-pages"] ? "short" : "full",
  });
  const { url, accounts } = sandbox;
  const text = accounts.map(({ id, name, credentials: { accessKeyId, secretAccessKey }, roleArn, externalId }) =>
    [
      `# ${id} ${name}: role ${roleArn}, external id ${externalId}`,
      `export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    ].join("\n"),
  );
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ url, accounts })}\n`
      : `${url}\nexport AWS_ENDPOINT_URL=${url} AWS_REGION=eu-central-1\n${text.join("\n")}\n`,
  );
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await sandbox.close();
}

function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

function wholeNumber(flag: string, text: string): number {
  if (!/^\d{1,6}$/.test(text))
    throw new ExhibitError("USAGE_INVALID", `${flag} takes a whole number, not ${text}`, {
      place: flag,
      remedy: "Write digits only.",
    });
  return Number(text);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof ExhibitError ? error.code.startsWith("USAGE_") : error instanceof TypeError;
  process.stderr.write(`sandbox: ${messageOf(error)}\n${usage ? USAGE : ""}`);
  process.exitCode = usage ? 2 : 1;
}
