import type { Clock } from "../core/clock.ts";
import { startGithubSandbox, type GithubSandbox } from "./github/index.ts";
import { startGoogleSandbox, type GoogleSandbox } from "./google/index.ts";
import { startSandbox, type PresetName, type Sandbox } from "./index.ts";
import type { Size } from "./organisation/model.ts";

export interface PlatformsOptions {
  /** The organisation as all its platforms have it: the same people everywhere. Default `meridian`. */
  readonly preset?: PresetName;
  readonly seed?: number;
  readonly clock?: Clock;
  /** Totals of the AWS accounts. */
  readonly size?: Size;
  readonly pageStyle?: "full" | "short";
  /** Of the AWS servers; the others take the two after it. 0 (default) lets the system choose. */
  readonly port?: number;
}

/** What a configuration file says of one connection. */
export interface ConnectionSettings {
  readonly id: string;
  readonly collector: string;
  readonly environment: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** One invented organisation on AWS (IAM and AWS Config), GitHub and Google Workspace. */
export interface Platforms {
  readonly aws: Sandbox;
  readonly github: GithubSandbox;
  readonly google: GoogleSandbox;
  /** Credentials for all of them; empty values keep the operator's own settings from taking precedence. */
  readonly env: Readonly<Record<string, string>>;
  /** One connection for each collector; secrets are references into `env`. */
  readonly connections: readonly ConnectionSettings[];
  close(): Promise<void>;
}

const GITHUB_TOKEN = "EXHIBIT_DEMO_GITHUB_TOKEN";
const GOOGLE_KEY = "EXHIBIT_DEMO_GOOGLE_KEY";

/**
 * Starts every platform of one invented organisation on loopback.
 * @example const platforms = await startPlatforms({ preset: "bad" }); platforms.connections[0].config.endpoint
 */
export async function startPlatforms(options: PlatformsOptions = {}): Promise<Platforms> {
  const { preset = "meridian", port = 0, size, pageStyle } = options;
  const common = {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  };
  const at = (offset: number): number => (port === 0 ? 0 : port + offset);
  const aws = await startSandbox({
    ...common,
    organisation: preset,
    port,
    ...(size === undefined ? {} : { size }),
    ...(pageStyle === undefined ? {} : { pageStyle }),
  });
  const github = await startGithubSandbox({ ...common, organisation: preset, port: at(1) });
  const google = await startGoogleSandbox({
    ...common,
    tenant: preset,
    port: at(2),
    ...(pageStyle === undefined ? {} : { pageStyle }),
  });
  return {
    aws,
    github,
    google,
    env: {
      ...awsEnvironment(aws),
      [GITHUB_TOKEN]: github.tokens.owner,
      [GOOGLE_KEY]: google.credentials,
    },
    connections: [...awsConnections(aws), githubConnection(github), googleConnection(google)],
    async close() {
      for (const server of [aws, github, google]) await server.close();
    },
  };
}

function awsEnvironment({ accounts, organisation }: Sandbox): Readonly<Record<string, string>> {
  const [first] = accounts;
  if (first === undefined) throw new RangeError("the preset has no reachable account");
  return {
    AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: "",
    AWS_CREDENTIAL_EXPIRATION: "",
    AWS_PROFILE: "",
    AWS_REGION: organisation.identityCenter?.homeRegion ?? "eu-central-1",
  };
}

function awsConnections({ url, organisation }: Sandbox): readonly ConnectionSettings[] {
  const { reader, identityCenter, organization } = organisation;
  const region = identityCenter?.homeRegion ?? "eu-central-1";
  const accounts =
    organization === undefined ? {} : { organization: { roleName: reader.name, externalId: reader.externalId } };
  return [
    {
      id: "meridian-aws",
      collector: "aws-iam",
      environment: "demo",
      config: { endpoint: url, region, identityCenterRegion: region, ...accounts },
    },
    {
      id: "meridian-aws-config",
      collector: "aws-config",
      environment: "demo",
      config: { endpoint: url, region, ...accounts },
    },
  ];
}

function githubConnection({ url, organisation }: GithubSandbox): ConnectionSettings {
  return {
    id: "meridian-github",
    collector: "github",
    environment: "demo",
    config: {
      baseUrl: url,
      organizations: [organisation.login],
      auth: { type: "token", token: `\${env:${GITHUB_TOKEN}}` },
    },
  };
}

function googleConnection({ url, tenant, subject }: GoogleSandbox): ConnectionSettings {
  return {
    id: "meridian-google",
    collector: "google-workspace",
    environment: "demo",
    config: { endpoint: url, customer: tenant.customer.id, subject, credentials: `\${env:${GOOGLE_KEY}}` },
  };
}

/** A whole configuration file with these connections. Every value is written as JSON, which YAML reads. */
export function configurationOf({ aws, connections }: Platforms): string {
  const items = connections.map(
    ({ id, collector, environment, config }) => `  - id: ${id}
    collector: ${collector}
    environment: ${environment}
    config:
${Object.entries(config)
  .map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`)
  .join("\n")}
`,
  );
  return `# Written by exhibit demo: an invented organisation that answers on loopback.
organisation: ${JSON.stringify(aws.organisation.name)}
connections:
${items.join("")}`;
}
