import { startGithubSandbox } from "./github/index.ts";
import { startGoogleDemo } from "./google/demo.ts";
import { startSandbox } from "./index.ts";

export interface DemoSandbox {
  readonly url: string;
  /** Credentials for the sandbox; empty values keep the operator's own settings from taking precedence. */
  readonly env: Readonly<Record<string, string>>;
  /** A whole configuration file with one connection for each collector. */
  readonly configYaml: string;
  close(): Promise<void>;
}

interface Part {
  readonly env: Readonly<Record<string, string>>;
  /** Items of `connections` in a configuration file. */
  readonly connectionYaml: string;
  close(): Promise<void>;
}

/** Starts Meridian Freight for `exhibit demo` on all its platforms, with the configuration and environment that lead there. */
export async function startDemoSandbox(options: { readonly seed?: number } = {}): Promise<DemoSandbox> {
  const aws = await startAwsDemo(options.seed);
  const parts: readonly Part[] = [aws, await startGithubDemo(), await startGoogleDemo()];
  return {
    url: aws.url,
    env: Object.assign({}, ...parts.map(({ env }) => env)) as Record<string, string>,
    configYaml: `# Written by exhibit demo: an invented organisation that answers on loopback.
organisation: ${aws.organisation}
connections:
${parts.map(({ connectionYaml }) => connectionYaml).join("")}`,
    async close() {
      for (const part of parts) await part.close();
    },
  };
}

async function startAwsDemo(
  seed: number | undefined,
): Promise<Part & { readonly url: string; readonly organisation: string }> {
  const sandbox = await startSandbox(seed === undefined ? {} : { seed });
  const [first] = sandbox.accounts;
  if (first === undefined) throw new RangeError("the preset has no reachable account");
  const { reader, identityCenter, name } = sandbox.organisation;
  const region = identityCenter?.homeRegion ?? "eu-central-1";
  const accounts = `      organization:
        roleName: ${reader.name}
        externalId: ${reader.externalId}
`;
  return {
    url: sandbox.url,
    organisation: name,
    env: {
      AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      AWS_SESSION_TOKEN: "",
      AWS_CREDENTIAL_EXPIRATION: "",
      AWS_PROFILE: "",
      AWS_REGION: region,
    },
    connectionYaml: `  - id: meridian-aws
    collector: aws-iam
    environment: demo
    config:
      endpoint: ${sandbox.url}
      region: ${region}
      identityCenterRegion: ${region}
${accounts}  - id: meridian-aws-config
    collector: aws-config
    environment: demo
    config:
      endpoint: ${sandbox.url}
      region: ${region}
${accounts}`,
    close: () => sandbox.close(),
  };
}

const GITHUB_TOKEN = "EXHIBIT_DEMO_GITHUB_TOKEN";

async function startGithubDemo(): Promise<Part> {
  const sandbox = await startGithubSandbox();
  return {
    env: { [GITHUB_TOKEN]: sandbox.tokens.owner },
    connectionYaml: `  - id: meridian-github
    collector: github
    environment: demo
    config:
      baseUrl: ${sandbox.url}
      organizations: [${sandbox.organisation.login}]
      auth: { type: token, token: "\${env:${GITHUB_TOKEN}}" }
`,
    close: () => sandbox.close(),
  };
}
