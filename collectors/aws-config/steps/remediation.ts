import {
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  type DescribeRemediationExceptionsResponse,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { gap, record } from "../../_aws/emit.ts";
import { byToken, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { remediationExceptionKind, remediationKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";

const ACTIONS = "config:DescribeRemediationConfigurations";
const EXCEPTIONS = "config:DescribeRemediationExceptions";
const RULES_A_CALL = 25;

/** Repairs of the region's rules, and the resources that they leave alone. Only rules with a repair can have those. */
export async function* remediation(
  session: AccountSession,
  region: string,
  ruleNames: readonly string[],
  unseen: Unseen,
): AsyncGenerator<Emission> {
  const { scope, signal } = session;
  const client = session.regional(region);
  const place = { accountId: scope.account, awsRegion: region };
  for (let start = 0; start < ruleNames.length; start += RULES_A_CALL) {
    const ConfigRuleNames = ruleNames.slice(start, start + RULES_A_CALL);
    const answer = await ask(
      () => client.send(new DescribeRemediationConfigurationsCommand({ ConfigRuleNames }), { abortSignal: signal }),
      { operation: ACTIONS, requires: ["RemediationConfigurations"], signal, region },
    );
    if (!answer.ok) {
      unseen.addAll([remediationKind, remediationExceptionKind], ACTIONS, answer.problem, region);
      continue;
    }
    for (const action of answer.value.RemediationConfigurations ?? []) {
      yield record(scope, remediationKind, { ...plain(action), ...place });
      const { ConfigRuleName } = action;
      if (ConfigRuleName === undefined) continue;
      const source = pages<DescribeRemediationExceptionsResponse>({
        operation: EXCEPTIONS,
        requires: ["RemediationExceptions"],
        signal,
        region,
        fetch: (NextToken) =>
          client.send(
            new DescribeRemediationExceptionsCommand({
              ConfigRuleName,
              Limit: 100,
              ...(NextToken === undefined ? {} : { NextToken }),
            }),
            { abortSignal: signal },
          ),
        continuation: ({ NextToken }) => byToken(NextToken),
      });
      const problem = yield* drain(source, function* (page) {
        for (const exception of page.RemediationExceptions ?? [])
          yield record(scope, remediationExceptionKind, { ...plain(exception), ...place });
      });
      if (problem === undefined) continue;
      unseen.mark(remediationExceptionKind);
      yield gap(scope, remediationExceptionKind, EXCEPTIONS, problem, `${region}/${ConfigRuleName}`);
    }
  }
}
