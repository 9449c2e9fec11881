import { openSearchDomainKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-opensearch-domain-logs-audit",
  title: "OpenSearch domains log who asks",
  rationale: "Who searched for what is known from the audit log alone.",
  severity: "medium",
  over: openSearchDomainKind,
  type: "AWS::OpenSearch::Domain",
  path: "configuration.LogPublishingOptions.AUDIT_LOGS.Enabled",
  want: true,
  remediation: "Publish audit logs of the domain.",
});
