import { GetAlternateContactCommand } from "@aws-sdk/client-account";
import { GetOutboundWebIdentityFederationInfoCommand } from "@aws-sdk/client-iam";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, gap, record } from "../../_aws/emit.ts";
import { outboundFederationKind, securityContactKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const FEDERATION = "iam:GetOutboundWebIdentityFederationInfo";
const CONTACT = "account:GetAlternateContact";

/** Whether the account issues web identity tokens to others; "feature disabled" is an answer. */
export async function* outboundFederation({ iam, scope, signal }: AccountSession): AsyncGenerator<Emission> {
  const answer = await ask(
    () => iam.send(new GetOutboundWebIdentityFederationInfoCommand({}), { abortSignal: signal }),
    {
      operation: FEDERATION,
      requires: ["JwtVendingEnabled"],
      signal,
    },
  );
  const base = { AccountId: scope.account };
  if (answer.ok) {
    yield record(scope, outboundFederationKind, {
      ...base,
      ...plain(answer.value),
      Enabled: answer.value.JwtVendingEnabled,
    });
  } else if (answer.problem.name === "FeatureDisabledException" || answer.problem.name === "FeatureDisabled") {
    yield record(scope, outboundFederationKind, { ...base, Enabled: false });
  } else {
    yield gap(scope, outboundFederationKind, FEDERATION, answer.problem);
    return;
  }
  yield complete(scope, outboundFederationKind);
}

/** Whether a security contact is registered; "not found" is an answer. */
export async function* securityContact({ account, scope, signal }: AccountSession): AsyncGenerator<Emission> {
  const answer = await ask(
    () => account.send(new GetAlternateContactCommand({ AlternateContactType: "SECURITY" }), { abortSignal: signal }),
    {
      operation: CONTACT,
      requires: ["AlternateContact"],
      signal,
    },
  );
  const base = { AccountId: scope.account };
  if (answer.ok) {
    yield record(scope, securityContactKind, { ...base, Registered: true, ...plain(answer.value.AlternateContact) });
  } else if (answer.problem.name === "ResourceNotFoundException") {
    yield record(scope, securityContactKind, { ...base, Registered: false });
  } else {
    yield gap(scope, securityContactKind, CONTACT, answer.problem);
    return;
  }
  yield complete(scope, securityContactKind);
}
