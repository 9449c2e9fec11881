import {
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  type ConfigurationRecorderSummary,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  ListConfigurationRecordersCommand,
  type ListConfigurationRecordersResponse,
  type RecordingGroup,
} from "@aws-sdk/client-config-service";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { gap, record } from "../../_aws/emit.ts";
import type { Problem } from "../../_aws/errors.ts";
import { byToken, collectAll, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { recorderKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Unseen } from "../unseen.ts";

export const LIST = "config:ListConfigurationRecorders";
export const DESCRIBE = "config:DescribeConfigurationRecorders";
export const STATUS = "config:DescribeConfigurationRecorderStatus";

/** What a region's recorder lets be seen. */
export type RegionRecording =
  | { readonly state: "on"; readonly name: string; readonly group: RecordingGroup | undefined; readonly doubt: Doubt[] }
  /** Nothing of the region's resources can be seen, and why. `recorder`: whether there is one; undefined = not known. */
  | {
      readonly state: "blind";
      readonly recorder: boolean | undefined;
      readonly operation: string;
      readonly problem: Omit<Problem, "name">;
    };

/** Something that makes what the recorder holds less than all. */
export interface Doubt {
  readonly operation: string;
  readonly problem: Omit<Problem, "name">;
}

/**
 * The region's recorders: its own, and those that AWS services made. The list alone settles a region without a recorder
 * (one call); only where it is refused are the other two asked blindly.
 */
export async function* recording(
  session: AccountSession,
  region: string,
  unseen: Unseen,
): AsyncGenerator<Emission, RegionRecording> {
  const { scope, signal } = session;
  const client = session.regional(region);
  const source = pages<ListConfigurationRecordersResponse>({
    operation: LIST,
    requires: ["ConfigurationRecorderSummaries"],
    signal,
    region,
    fetch: (NextToken) =>
      client.send(
        new ListConfigurationRecordersCommand({ MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const { items, problem: unlisted } = await collectAll(
    source,
    ({ ConfigurationRecorderSummaries }) => ConfigurationRecorderSummaries ?? [],
  );
  const own = items.find(({ servicePrincipal }) => servicePrincipal === undefined);
  const problems: Doubt[] = unlisted === undefined ? [] : [{ operation: LIST, problem: unlisted }];
  const serviceLinked: unknown[] = [];
  for (const summary of items)
    if (summary.servicePrincipal !== undefined) {
      const details = await describe(session, region, { Arn: summary.arn });
      problems.push(...details.problems);
      serviceLinked.push(merged(summary, details));
    }
  const isAsked = own !== undefined || unlisted !== undefined;
  const details = isAsked
    ? await describe(session, region, {})
    : { recorder: undefined, status: undefined, problems: [] };
  problems.push(...details.problems);
  const name = own?.name ?? details.recorder?.name;
  // Without the list, "no recorder" is a fact only when the other call could say so.
  const isKnown = unlisted === undefined || !details.problems.some(({ operation }) => operation === DESCRIBE);
  if (isKnown)
    yield record(scope, recorderKind, {
      accountId: scope.account,
      awsRegion: region,
      recorder: name === undefined ? null : merged(own, details),
      ...(unlisted === undefined ? { serviceLinked } : {}),
    });
  for (const { operation, problem } of problems) {
    unseen.mark(recorderKind);
    yield gap(scope, recorderKind, operation, problem, region);
  }
  return judged(name, isKnown, details, problems);
}

interface Details {
  readonly recorder: ConfigurationRecorder | undefined;
  readonly status: ConfigurationRecorderStatus | undefined;
  readonly problems: readonly Doubt[];
}

function judged(
  name: string | undefined,
  isKnown: boolean,
  details: Details,
  problems: readonly Doubt[],
): RegionRecording {
  const [first] = problems;
  if (name === undefined) {
    if (!isKnown && first !== undefined) return { state: "blind", recorder: undefined, ...first };
    const detail = "AWS Config is off: the region has no recorder of its own";
    return { state: "blind", recorder: false, operation: LIST, problem: { reason: "disabled", detail } };
  }
  const { status } = details;
  if (status?.recording === false) {
    const detail = `the recorder ${name} is stopped: what AWS Config holds is of an earlier time`;
    return { state: "blind", recorder: true, operation: STATUS, problem: { reason: "disabled", detail } };
  }
  const doubt: Doubt[] = details.problems.map(({ operation, problem }) => ({
    operation,
    problem: { reason: problem.reason, detail: `what the recorder ${name} records is not known: ${problem.detail}` },
  }));
  if (status?.lastStatus?.toUpperCase() === "FAILURE") {
    const detail = `the recorder ${name} reports a failure (${status.lastErrorCode ?? "no code"}): items may be missing or old`;
    doubt.push({ operation: STATUS, problem: { reason: "provider-error", detail } });
  }
  return { state: "on", name, group: details.recorder?.recordingGroup, doubt };
}

/** Recorder and status: of the region's own recorder, or of the one that the ARN names. */
async function describe(
  session: AccountSession,
  region: string,
  which: { readonly Arn?: string | undefined },
): Promise<Details> {
  const { signal } = session;
  const client = session.regional(region);
  const input = which.Arn === undefined ? {} : { Arn: which.Arn };
  const recorders = await ask(
    () => client.send(new DescribeConfigurationRecordersCommand(input), { abortSignal: signal }),
    { operation: DESCRIBE, requires: ["ConfigurationRecorders"], signal, region },
  );
  const states = await ask(
    () => client.send(new DescribeConfigurationRecorderStatusCommand(input), { abortSignal: signal }),
    { operation: STATUS, requires: ["ConfigurationRecordersStatus"], signal, region },
  );
  return {
    recorder: recorders.ok ? recorders.value.ConfigurationRecorders?.[0] : undefined,
    status: states.ok ? states.value.ConfigurationRecordersStatus?.[0] : undefined,
    problems: [
      ...(recorders.ok ? [] : [{ operation: DESCRIBE, problem: recorders.problem }]),
      ...(states.ok ? [] : [{ operation: STATUS, problem: states.problem }]),
    ],
  };
}

function merged(summary: ConfigurationRecorderSummary | undefined, { recorder, status }: Details): unknown {
  return plain({ ...summary, ...recorder, ...(status === undefined ? {} : { status }) });
}
