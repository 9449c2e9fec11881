import type { Account, Analyzer, AnalyzerFinding } from "../organisation/model.ts";
import { ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, textInput } from "./call.ts";
import { tokenPage } from "./paging.ts";

const RULES = {
  limitName: "maxResults",
  tokenName: "nextToken",
  most: 100,
  invalidCode: "ValidationException",
} as const;

export const accessAnalyzerHandlers: Handlers = {
  ListAnalyzers(call) {
    const type = textInput(call, "type");
    const analyzers = call.account.analyzers.filter(
      (analyzer) => analyzer.region === call.region && (type === undefined || analyzer.type === type),
    );
    return tokenPage(
      call,
      "analyzers",
      analyzers,
      (analyzer) => ({
        arn: analyzerArn(call.account, analyzer),
        name: analyzer.name,
        type: analyzer.type,
        createdAt: analyzer.created,
        lastResourceAnalyzed: analyzer.lastAnalyzed?.resource,
        lastResourceAnalyzedAt: analyzer.lastAnalyzed?.at,
        tags: { owner: "security" },
        status: analyzer.status,
        statusReason: analyzer.status === "FAILED" ? { code: "SERVICE_LINKED_ROLE_CREATION_FAILED" } : undefined,
        configuration:
          analyzer.unusedAfterDays === undefined
            ? undefined
            : { unusedAccess: { unusedAccessAge: analyzer.unusedAfterDays } },
      }),
      RULES,
    );
  },

  ListFindingsV2(call) {
    const arn = textInput(call, "analyzerArn");
    const analyzer = call.account.analyzers.find(
      (candidate) => candidate.region === call.region && analyzerArn(call.account, candidate) === arn,
    );
    if (analyzer === undefined)
      throw new ServiceError(404, "ResourceNotFoundException", `Analyzer ${arn ?? ""} not found`);
    return tokenPage(
      call,
      "findings",
      analyzer.findings.filter((finding) => matches(call, finding)),
      (finding) => ({
        analyzedAt: finding.updated,
        createdAt: finding.created,
        error: finding.error,
        id: finding.id,
        resource: finding.resource,
        resourceType: finding.resourceType,
        resourceOwnerAccount: call.account.id,
        status: finding.status,
        updatedAt: finding.updated,
        findingType: finding.type,
      }),
      RULES,
    );
  },
};

function analyzerArn(account: Account, { region, name }: Analyzer): string {
  return `arn:aws:access-analyzer:${region}:${account.id}:analyzer/${name}`;
}

/** The filters that readers use: equality on status, finding type and resource type. */
function matches(call: Call, finding: AnalyzerFinding): boolean {
  const filter = call.input["filter"];
  if (typeof filter !== "object" || filter === null) return true;
  const values: Readonly<Record<string, string>> = {
    status: finding.status,
    findingType: finding.type,
    resourceType: finding.resourceType,
  };
  return Object.entries(filter as Record<string, { eq?: readonly string[]; neq?: readonly string[] }>).every(
    ([name, criterion]) => {
      const value = values[name];
      if (value === undefined)
        throw new ServiceError(400, "ValidationException", `the sandbox cannot filter by ${name}`);
      return (criterion.eq === undefined || criterion.eq.includes(value)) && !(criterion.neq ?? []).includes(value);
    },
  );
}
