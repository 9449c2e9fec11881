import { openSearchDomainKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-opensearch-domain-is-encrypted",
  title: "OpenSearch domains are encrypted",
  rationale: "Indexes hold copies of what they make searchable.",
  severity: "high",
  over: openSearchDomainKind,
  type: "AWS::OpenSearch::Domain",
  path: "configuration.EncryptionAtRestOptions.Enabled",
  want: true,
  remediation: "Switch on encryption at rest of the domain.",
});
