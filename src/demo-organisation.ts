import { startSandbox } from "./sandbox/index.ts";

export interface DemoOrganisation {
  readonly url: string;
  /** Sign-in for the loopback servers; dummy keys that open nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** A configuration that reaches every account of the organisation. */
  readonly configYaml: string;
  close(): Promise<void>;
}

/** The sandbox with the configuration that a real organisation of its shape would write. */
export async function startDemoOrganisation(): Promise<DemoOrganisation> {
  const sandbox = await startSandbox();
  const [management] = sandbox.accounts;
  const roleName = management?.roleArn.split(":role/")[1] ?? "";
  const configYaml = `# Written by \`exhibit demo\`: the invented organisation on loopback. The servers end with the command.
organisation: ${sandbox.organisation.name}
dataDir: .
connections:
  - id: aws
    collector: aws-iam
    config:
      endpoint: ${sandbox.url}
      identityCenterRegion: ${sandbox.organisation.identityCenter?.homeRegion ?? "us-east-1"}
      organization:
        roleName: ${roleName}
        externalId: ${management?.externalId ?? ""}
`;
  return {
    url: sandbox.url,
    env: {
      AWS_ACCESS_KEY_ID: management?.credentials.accessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: management?.credentials.secretAccessKey ?? "",
      AWS_REGION: "eu-west-1",
    },
    configYaml,
    close: () => sandbox.close(),
  };
}
