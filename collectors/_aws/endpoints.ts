type Environment = Readonly<Record<string, string | undefined>>;

/** Services that our collectors talk to, by the name that AWS gives them in `AWS_ENDPOINT_URL_<NAME>`. */
const ENDPOINT_VARIABLES = {
  iam: "IAM",
  sts: "STS",
  organizations: "ORGANIZATIONS",
  account: "ACCOUNT",
  "access-analyzer": "ACCESSANALYZER",
  "sso-admin": "SSO_ADMIN",
  identitystore: "IDENTITYSTORE",
  config: "CONFIG_SERVICE",
  ec2: "EC2",
  sso: "SSO",
  "sso-oidc": "SSO_OIDC",
} as const;
export type AwsService = keyof typeof ENDPOINT_VARIABLES;

/** The endpoint that the operator chose for a service: configuration before environment, specific before general. */
export function endpointOf(service: AwsService, configured: string | undefined, env: Environment): string | undefined {
  if (configured !== undefined) return configured;
  if (env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.toLowerCase() === "true") return undefined;
  return nonEmpty(env[`AWS_ENDPOINT_URL_${ENDPOINT_VARIABLES[service]}`]) ?? nonEmpty(env["AWS_ENDPOINT_URL"]);
}

/** Every endpoint that the operator chose, for the gateway's host rule. */
export function chosenEndpoints(
  services: readonly AwsService[],
  configured: string | undefined,
  env: Environment,
): readonly string[] {
  const chosen = services.map((service) => endpointOf(service, configured, env));
  return [...new Set(chosen.filter((url) => url !== undefined))];
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
