import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { ExhibitError } from "#core";
import { ask, type Answer } from "./ask.ts";
import { type AwsAccess, stsClient } from "./clients.ts";
import { isPartition, parseArn, type Partition } from "./partitions.ts";

export interface AwsIdentity {
  readonly account: string;
  readonly partition: Partition;
  /** ARN of the user, role session or root that the calls are made as. */
  readonly principal: string;
}

/**
 * Who AWS says we are. Account and partition of everything collected come from here, never from the configuration.
 * @throws AUTH_ when the credentials are refused
 */
export async function callerIdentity(
  access: AwsAccess,
  signal: AbortSignal,
  region?: string,
): Promise<Answer<AwsIdentity>> {
  const answer = await ask(
    () => stsClient(access, region).send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
    {
      operation: "sts:GetCallerIdentity",
      requires: ["Account", "Arn"],
      signal,
    },
  );
  if (!answer.ok) return answer;
  const { Account: account = "", Arn: principal = "" } = answer.value;
  const partition = parseArn(principal)?.partition;
  if (partition === undefined || !isPartition(partition)) {
    throw new ExhibitError(
      "CONFIG_INVALID",
      `the caller's ARN is of a partition that is not supported: ${partition ?? "none"}`,
      {
        place: "sts:GetCallerIdentity",
        remedy: "Supported are aws, aws-cn, aws-us-gov and aws-eusc.",
      },
    );
  }
  return { ok: true, value: { account, partition, principal } };
}
