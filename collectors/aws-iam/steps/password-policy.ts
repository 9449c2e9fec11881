import { GetAccountPasswordPolicyCommand } from "@aws-sdk/client-iam";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, gap, record } from "../../_aws/emit.ts";
import { passwordPolicyKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const OPERATION = "iam:GetAccountPasswordPolicy";

/** No policy of its own means that the AWS default policy is in force: a fact, which checks judge. */
export async function* passwordPolicy({ iam, scope, signal }: AccountSession): AsyncGenerator<Emission> {
  const answer = await ask(() => iam.send(new GetAccountPasswordPolicyCommand({}), { abortSignal: signal }), {
    operation: OPERATION,
    requires: ["PasswordPolicy"],
    signal,
  });
  if (answer.ok) {
    yield record(scope, passwordPolicyKind, {
      AccountId: scope.account,
      Configured: true,
      ...plain(answer.value.PasswordPolicy),
    });
  } else if (answer.problem.name === "NoSuchEntityException") {
    yield record(scope, passwordPolicyKind, { AccountId: scope.account, Configured: false });
  } else {
    yield gap(scope, passwordPolicyKind, OPERATION, answer.problem);
    return;
  }
  yield complete(scope, passwordPolicyKind);
}
