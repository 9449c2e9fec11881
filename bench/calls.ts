import { minimalCalls } from "../collectors/aws-iam/budget.ts";
import { sealedCounts } from "./evidence-counts.ts";
import { MEASURED_ESTATES, PEERS, type Estate } from "./peers.ts";
import { startSandboxProcess } from "./sandbox.ts";
import { runSnapshot } from "./snapshot-run.ts";

/** What a collection may cost at most, in multiples of the fewest calls possible. */
export const MOST_RATIO = 1.3;
const PAGE = 1_000;

export interface CallFigures {
  readonly estate: Estate;
  /** IAM and STS: what the formulas of the peers speak of. */
  readonly account: Budgeted;
  /** With the organization, Access Analyzer in every region and IAM Identity Center. */
  readonly everything: Budgeted;
  /** AWS-managed policies in use in the sandbox's account, and the calls that the peers' number of them would add. */
  readonly awsPolicies: { readonly inUse: number; readonly moreCalls: number };
  readonly peers: readonly { readonly name: string; readonly calls: number; readonly factor: number }[];
}

interface Budgeted {
  readonly calls: number;
  readonly minimal: number;
  readonly ratio: number;
}

/** Collects estates of the sizes that the peers were measured on; the server counts the calls. */
export async function benchCalls(
  progress: (text: string) => void,
  estates: readonly Estate[] = MEASURED_ESTATES,
): Promise<readonly CallFigures[]> {
  const figures: CallFigures[] = [];
  for (const estate of estates) {
    progress(`calls: ${estate.users} users, ${estate.roles} roles, ${estate.policies} policies`);
    figures.push(await collected(estate));
  }
  return figures;
}

async function collected(estate: Estate): Promise<CallFigures> {
  const { users, roles, policies, groups } = estate;
  const sandbox = await startSandboxProcess({ platform: "aws-iam", size: { users, roles, policies, groups } });
  try {
    const run = await runSnapshot(sandbox);
    try {
      const calls = await sandbox.calls();
      const reportCalls = (calls["iam:GetCredentialReport"] ?? 0) + (calls["iam:GenerateCredentialReport"] ?? 0);
      const sealed = await sealedCounts(run.bundle, reportCalls);
      const account = budgeted(total(calls, /^(iam|sts):/), minimalCalls(sealed.account));
      const more = { ...sealed.account, awsPoliciesInUse: estate.awsPolicies };
      return {
        estate,
        account,
        everything: budgeted(total(calls, /./), minimalCalls(sealed.everything)),
        awsPolicies: {
          inUse: sealed.account.awsPoliciesInUse,
          moreCalls: Math.max(0, pages(more) - pages(sealed.account)),
        },
        peers: PEERS.map(({ name, calls: formula }) => ({
          name,
          calls: formula(estate),
          factor: formula(estate) / account.calls,
        })),
      };
    } finally {
      await run.remove();
    }
  } finally {
    await sandbox.close();
  }
}

function total(calls: Readonly<Record<string, number>>, operations: RegExp): number {
  return Object.entries(calls).reduce((sum, [operation, count]) => sum + (operations.test(operation) ? count : 0), 0);
}

function budgeted(calls: number, minimal: number): Budgeted {
  return { calls, minimal, ratio: calls / minimal };
}

function pages(counts: {
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly customerPolicies: number;
  readonly awsPoliciesInUse: number;
}): number {
  const { users, groups, roles, customerPolicies, awsPoliciesInUse } = counts;
  return Math.ceil((users + groups + roles + customerPolicies + awsPoliciesInUse) / PAGE);
}
