import { fail, notApplicable, pass, undetermined, type Judgement, type ReadView } from "#sdk";
import { complete, indexed } from "./views.ts";

/** The types of IAM Access Analyzer by what they look for: of one account, and of the whole organization. */
export const EXTERNAL_ACCESS = ["ACCOUNT", "ORGANIZATION"] as const;
export const UNUSED_ACCESS = ["ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"] as const;
export type AnalyzerTypes = readonly [account: string, organization: string];

interface Analyzer {
  readonly arn: string;
  readonly type: string;
  readonly status: string;
  readonly region: string;
}

/** Whether an analyzer of these types is active in each of the regions that are demanded, or in any. */
export function judgeAnalyzers(
  analyzers: ReadView<Analyzer>,
  types: AnalyzerTypes,
  regions: readonly string[],
): Judgement {
  const active = new Set<string>();
  const others: string[] = [];
  for (const { type, status, region } of analyzers.seen()) {
    if (!types.includes(type)) continue;
    if (status === "ACTIVE") active.add(region);
    else others.push(`${type} in ${region} is ${status}`);
  }
  const missing = regions.filter((region) => !active.has(region));
  if (active.size > 0 && missing.length === 0) return pass(`active in ${[...active].join(", ")}`);
  complete(analyzers);
  const found = others.length === 0 ? "" : `; ${others.join(", ")}`;
  return fail(
    active.size === 0
      ? `no active analyzer of this type${found}`
      : `none in ${missing.join(", ")}; active in ${[...active].join(", ")}${found}`,
  );
}

interface Finding {
  readonly analyzerArn: string;
  readonly status: string;
  readonly findingType?: string | undefined;
  readonly resource?: string | undefined;
  readonly resourceType: string;
  readonly error?: string | undefined;
}

/** Whether an analyzer of these types has no more open entries than are allowed. */
export function judgeFindings(
  analyzer: Analyzer,
  entries: ReadView<Finding>,
  types: AnalyzerTypes,
  maxOpen: number,
): Judgement {
  if (!types.includes(analyzer.type)) return notApplicable(`an analyzer of type ${analyzer.type}`);
  if (analyzer.status !== "ACTIVE") return undetermined("stale-source", `the analyzer is ${analyzer.status}`);
  const own = indexed(entries, "analyzer", ({ analyzerArn }) => analyzerArn).get(analyzer.arn) ?? [];
  const open = own.filter(({ status, error }) => status === "ACTIVE" && error === undefined);
  const named = open
    .slice(0, 5)
    .map(
      ({ resource, resourceType, findingType }) =>
        `${resource ?? resourceType}${findingType === undefined ? "" : ` (${findingType})`}`,
    );
  const observed = `${open.length} active ${open.length === 1 ? "entry" : "entries"}${named.length === 0 ? "" : `: ${named.join(", ")}`}`;
  if (open.length > maxOpen) return fail(observed);
  complete(entries);
  const failed = own.find(({ error }) => error !== undefined);
  if (failed !== undefined)
    return undetermined(
      "provider-error",
      `${observed}; the analyzer could not analyse ${failed.resource ?? failed.resourceType}: ${failed.error}`,
    );
  return pass(observed);
}
