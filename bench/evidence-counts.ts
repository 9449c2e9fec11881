import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { EstateCounts } from "../collectors/aws-iam/budget.ts";
import type { Evidence } from "../src/core/index.ts";

/** The account as its sealed evidence shows it, in the counts that the formula of the call budget names. */
export interface SealedCounts {
  /** IAM and STS alone. */
  readonly account: EstateCounts;
  /** With its organization, Access Analyzer and IAM Identity Center. */
  readonly everything: EstateCounts;
}

/** Reads the receipts of a bundle, and the few small record files that the formula asks more of than their count. */
export async function sealedCounts(bundle: string, reportCalls: number): Promise<SealedCounts> {
  const evidence: Evidence[] = [];
  for (const id of await readdir(join(bundle, "evidence")))
    evidence.push(JSON.parse(await readFile(join(bundle, "evidence", id, "receipt.json"), "utf8")) as Evidence);
  const ofKind = (kind: string): readonly Evidence[] => evidence.filter((one) => one.kind === kind);
  const count = (kind: string): number => ofKind(kind).reduce((sum, { records }) => sum + records.count, 0);
  const records = async (kind: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const all = await Promise.all(
      ofKind(kind).map(({ id }) => linesOf(join(bundle, "evidence", id, "records.ndjson"))),
    );
    return all.flat();
  };
  const awsPoliciesInUse = (await records("aws-iam.policy")).filter(({ Arn }) => String(Arn).includes(":iam::aws:"));
  const account: EstateCounts = {
    users: count("aws-iam.user"),
    groups: count("aws-iam.group"),
    roles: count("aws-iam.role"),
    customerPolicies: count("aws-iam.policy") - awsPoliciesInUse.length,
    awsPoliciesInUse: awsPoliciesInUse.length,
    virtualMfaDevices: count("aws-iam.virtual-mfa-device"),
    serviceCredentials: count("aws-iam.service-specific-credential"),
    samlProviders: count("aws-iam.saml-provider"),
    oidcProviders: count("aws-iam.oidc-provider"),
    serverCertificates: count("aws-iam.server-certificate"),
    reportCalls,
  };
  const types = Map.groupBy(await records("aws-organizations.policy"), ({ Type }) => String(Type));
  const analyzers = (await records("aws-access-analyzer.analyzer")).filter(({ status }) => status === "ACTIVE");
  const findings = await records("aws-access-analyzer.finding");
  const sets = await records("aws-identity-center.permission-set");
  return {
    account,
    everything: {
      ...account,
      organization: {
        accounts: count("aws-organizations.account"),
        policies: [...types.values()].map((policies) => policies.length),
      },
      analyzers: {
        regions: new Set(ofKind("aws-access-analyzer.analyzer").map(({ scope }) => scope.region)).size,
        findings: analyzers.map(({ arn }) => findings.filter(({ analyzerArn }) => analyzerArn === arn).length),
      },
      identityCenter: {
        permissionSets: sets.length,
        provisionedPairs: sets.reduce((sum, { ProvisionedAccounts }) => sum + lengthOf(ProvisionedAccounts), 0),
      },
    },
  };
}

async function linesOf(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const list: Readonly<Record<string, unknown>>[] = [];
  for await (const line of createInterface({ input: createReadStream(path) }))
    list.push(JSON.parse(line) as Readonly<Record<string, unknown>>);
  return list;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
