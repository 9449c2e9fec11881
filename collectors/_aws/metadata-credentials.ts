import { readFile } from "node:fs/promises";
import { ExhibitError } from "#core";
import type { Door } from "#sdk";
import type { AwsCredentials } from "./clients.ts";

interface MetadataAccess {
  readonly door: Door;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const INSTANCE = "http://169.254.169.254";
const CONTAINER = "http://169.254.170.2";

/** Addresses that the gateway must admit when instance metadata is allowed. */
export function metadataEndpoints(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const full = env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  const origin = full === undefined ? null : URL.parse(full);
  return [INSTANCE, CONTAINER, ...(origin === null ? [] : [origin.origin])];
}

/** Credentials of an ECS task or EKS pod; undefined when the environment names no endpoint for them. */
export async function containerCredentials({ door, env, signal }: MetadataAccess): Promise<AwsCredentials | undefined> {
  const relative = env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const url = relative === undefined ? env["AWS_CONTAINER_CREDENTIALS_FULL_URI"] : `${CONTAINER}${relative}`;
  if (url === undefined) return undefined;
  const file = env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file === undefined ? env["AWS_CONTAINER_AUTHORIZATION_TOKEN"] : (await readFile(file, "utf8")).trim();
  const headers = token === undefined ? {} : { authorization: token };
  return readCredentials(await door.fetch(url, { headers, signal }), "container metadata");
}

/** Credentials of the EC2 instance's role (IMDSv2); undefined when the instance has none or nothing answers. */
export async function instanceCredentials({ door, signal }: MetadataAccess): Promise<AwsCredentials | undefined> {
  const path = `${INSTANCE}/latest/meta-data/iam/security-credentials/`;
  const issued = await door.fetch(`${INSTANCE}/latest/api/token`, {
    method: "PUT",
    headers: { "x-aws-ec2-metadata-token-ttl-seconds": "21600" },
    signal,
  });
  if (!issued.ok) return undefined;
  const headers = { "x-aws-ec2-metadata-token": await issued.text() };
  const roles = await door.fetch(path, { headers, signal });
  if (!roles.ok) return undefined;
  const role = (await roles.text()).split("\n")[0]?.trim();
  if (role === undefined || role === "") return undefined;
  return readCredentials(await door.fetch(`${path}${role}`, { headers, signal }), "instance metadata");
}

async function readCredentials(response: Response, place: string): Promise<AwsCredentials> {
  const failed = (why: string): ExhibitError =>
    new ExhibitError("AUTH_FAILED", `${place} gives no credentials (${why})`, {
      place,
      remedy: "Check the role of this machine, task or pod.",
    });
  if (!response.ok) throw failed(String(response.status));
  const body = parsed(await response.text());
  if (typeof body !== "object" || body === null) throw failed("the answer is no JSON object");
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = body as Record<string, unknown>;
  if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string" || typeof Token !== "string")
    throw failed("the answer lacks AccessKeyId, SecretAccessKey or Token");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: Token,
    ...(typeof Expiration === "string" ? { expiration: new Date(Expiration) } : {}),
  };
}

/** Undefined for no JSON. The parser's own error goes no further: it quotes the text, which may hold a secret key. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
