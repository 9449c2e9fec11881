import type { Statement } from "../organisation/model.ts";
import { ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput, textInput } from "./call.ts";

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

export const stsHandlers: Handlers = {
  GetCallerIdentity: ({ identity }) => ({ Arn: identity.arn, UserId: identity.userId, Account: identity.account.id }),

  AssumeRole(call) {
    const roleArn = requiredInput(call, "RoleArn");
    const sessionName = requiredInput(call, "RoleSessionName");
    const seconds = Number(textInput(call, "DurationSeconds") ?? 3600);
    const [, accountId, roleName = ""] = ROLE_ARN.exec(roleArn) ?? [];
    const account = call.organisation.accounts.find(({ id, state }) => id === accountId && state === "ACTIVE");
    const role = account?.roles.find(roleName);
    // AWS answers a missing role and a missing trust alike, so that nobody can probe for role names.
    if (account === undefined || role === undefined || !trusts(role.trust.Statement, call))
      throw new ServiceError(
        403,
        "AccessDenied",
        `User: ${call.identity.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    if (!Number.isInteger(seconds) || seconds < 900 || seconds > role.maxSessionSeconds)
      throw new ServiceError(
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      );
    const { credentials, expiration, identity } = call.sessions.assume(
      account,
      role.name,
      role.id,
      sessionName,
      seconds,
    );
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: expiration,
      },
      AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
      PackedPolicySize: 0,
    };
  },
};

/** As far as the sandbox's trust policies go: AWS principals by account or ARN, and an external id. */
function trusts(statements: Statement | readonly Statement[], call: Call): boolean {
  const list = Array.isArray(statements) ? (statements as readonly Statement[]) : [statements as Statement];
  return list.some((statement) => {
    if (statement.Effect !== "Allow" || typeof statement.Principal !== "object") return false;
    const principals = [statement.Principal["AWS"] ?? []].flat();
    const caller = call.identity.account.id;
    if (!principals.some((principal) => principal === `arn:aws:iam::${caller}:root` || principal === call.identity.arn))
      return false;
    const wanted = statement.Condition?.["StringEquals"]?.["sts:ExternalId"];
    return wanted === undefined || [wanted].flat().includes(textInput(call, "ExternalId") ?? "");
  });
}
