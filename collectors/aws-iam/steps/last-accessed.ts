import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsResponse,
  type ServiceLastAccessed,
} from "@aws-sdk/client-iam";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { lacking } from "../../_aws/ask.ts";
import type { Problem } from "../../_aws/errors.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, gap, incomplete, record } from "../../_aws/emit.ts";
import { serviceLastAccessedKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const GENERATE = "iam:GenerateServiceLastAccessedDetails";
const GET = "iam:GetServiceLastAccessedDetails";

/** Pauses between polls of one job, in ms. Jobs take a second or two; a minute without a result is a gap. */
const PAUSES = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const MAX_PAGES = 50;

/**
 * Services that each principal last used. The result of a job is asked for right after the job, one job at a time, which
 * stays under the limit on open jobs (aws-iam.md §4).
 */
export async function* lastAccessed(
  session: AccountSession,
  arns: readonly string[],
  wholePopulation: boolean,
): AsyncGenerator<Emission> {
  const { scope, iam, signal } = session;
  let whole = wholePopulation;
  for (const Arn of arns) {
    if (signal.aborted) break;
    const started = await ask(
      () =>
        iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: "SERVICE_LEVEL" }), {
          abortSignal: signal,
        }),
      {
        operation: GENERATE,
        requires: ["JobId"],
        signal,
      },
    );
    if (!started.ok) {
      if (started.problem.name === "NoSuchEntityException") continue;
      whole = false;
      yield gap(scope, serviceLastAccessedKind, GENERATE, started.problem, Arn);
      continue;
    }
    const result = await jobResult(session, started.value.JobId ?? "");
    if ("services" in result) {
      yield record(
        scope,
        serviceLastAccessedKind,
        plain({ Arn, JobCompletionDate: result.completed, Services: result.services }),
      );
    } else {
      whole = false;
      yield gap(scope, serviceLastAccessedKind, GET, result.problem, Arn);
    }
  }
  if (signal.aborted)
    yield gap(scope, serviceLastAccessedKind, GENERATE, { reason: "cancelled", detail: "the run was cancelled" });
  else if (!wholePopulation)
    yield gap(scope, serviceLastAccessedKind, GENERATE, {
      reason: "truncated",
      detail: "not every principal is known, because their list did not end",
    });
  yield whole && !signal.aborted
    ? complete(scope, serviceLastAccessedKind)
    : incomplete(scope, serviceLastAccessedKind);
}

type JobResult =
  | { readonly services: readonly ServiceLastAccessed[]; readonly completed: Date | undefined }
  | { readonly problem: Problem };

async function jobResult(session: AccountSession, JobId: string): Promise<JobResult> {
  for (const pause of PAUSES) {
    if (pause > 0) await session.sleep(pause, session.signal);
    const page = await getPage(session, JobId, undefined);
    if (!page.ok) return { problem: page.problem };
    const { JobStatus, Error: failure } = page.value;
    if (JobStatus === "COMPLETED") return restOfJob(session, JobId, page.value);
    if (JobStatus === "FAILED")
      return {
        problem: {
          reason: "provider-error",
          detail: `the job failed: ${failure?.Code ?? "no reason given"}`,
          name: "JobFailed",
        },
      };
  }
  return { problem: { reason: "provider-error", detail: "the job did not end within a minute", name: "JobNotReady" } };
}

async function restOfJob(
  session: AccountSession,
  JobId: string,
  first: GetServiceLastAccessedDetailsResponse,
): Promise<JobResult> {
  const services: ServiceLastAccessed[] = [];
  let page = first;
  for (let n = 1; n <= MAX_PAGES; n += 1) {
    if (page.ServicesLastAccessed === undefined) return { problem: lacking(["ServicesLastAccessed"]) };
    services.push(...page.ServicesLastAccessed);
    if (page.IsTruncated !== true) return { services, completed: first.JobCompletionDate };
    const { Marker } = page;
    if (Marker === undefined) break;
    const next = await getPage(session, JobId, Marker);
    if (!next.ok) return { problem: next.problem };
    page = next.value;
  }
  return {
    problem: { reason: "truncated", detail: "the result says that there is more but gives no more", name: "Truncated" },
  };
}

function getPage({ iam, signal }: AccountSession, JobId: string, Marker: string | undefined) {
  const input = { JobId, MaxItems: 1000, ...(Marker === undefined ? {} : { Marker }) };
  return ask(() => iam.send(new GetServiceLastAccessedDetailsCommand(input), { abortSignal: signal }), {
    operation: GET,
    requires: ["JobStatus"],
    signal,
  });
}
