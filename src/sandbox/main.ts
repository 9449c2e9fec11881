import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ExhibitError, messageOf } from "../core/errors.ts";
import { type PresetName, PRESETS } from "./index.ts";
import type { Size } from "./organisation/model.ts";
import { configurationOf, startPlatforms, type Platforms } from "./platforms.ts";

const USAGE = `Starts the invented organisation's AWS accounts, GitHub organization and Google Workspace tenant on loopback, and
prints the environment that leads there; ends with Ctrl-C.

  npm run sandbox -- [options]

  --preset NAME     ${Object.keys(PRESETS).join(", ")} (default meridian)
  --config FILE     also writes a configuration with one connection for each collector
  --users N --groups N --roles N --policies N    totals an AWS account
  --accounts N      reachable accounts
  --seed N          of generated entities (default 1)
  --port N          of AWS; GitHub and Google take the next two. 0 (default) lets the system choose
  --short-pages     pages now and then end early although more follows
  --json            one line of JSON: {url, accounts, github, google, env, connections}; url and accounts are those of AWS
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
      config: { type: "string" },
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
  const platforms = await startPlatforms({
    preset,
    size: size satisfies Size,
    seed: wholeNumber("--seed", values.seed),
    port: wholeNumber("--port", values.port),
    pageStyle: values["short-pages"] ? "short" : "full",
  });
  if (values.config !== undefined) await writeFile(values.config, configurationOf(platforms));
  process.stdout.write(values.json ? `${JSON.stringify(described(platforms))}\n` : told(platforms));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await platforms.close();
}

function described({ aws, github, google, env, connections }: Platforms): Readonly<Record<string, unknown>> {
  return {
    url: aws.url,
    accounts: aws.accounts,
    github: { url: github.url, organization: github.organisation.login },
    google: { url: google.url, customer: google.tenant.customer.id, subject: google.subject },
    env,
    connections,
  };
}

/** Lines for a shell: what a tool needs to reach the first account, the organization and the tenant. */
function told({ aws, github, google, env }: Platforms): string {
  const { url, accounts } = aws;
  const lines = [
    `# AWS ${url}`,
    `# GitHub ${github.url}: organization ${github.organisation.login}`,
    `# Google Workspace ${google.url}: customer ${google.tenant.customer.id}, subject ${google.subject}`,
    `export AWS_ENDPOINT_URL=${url}`,
    ...Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`),
    ...accounts.map(
      ({ id, name, credentials: { accessKeyId, secretAccessKey }, roleArn, externalId }) =>
        `# ${id} ${name}: role ${roleArn}, external id ${externalId}; AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(value: string): string {
  return /^[\w.:/@-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
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
