import { openSearchDomainKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-opensearch-domain-encrypts-between-nodes",
  title: "OpenSearch nodes talk encrypted",
  rationale: "Shards travel between nodes all the time.",
  severity: "medium",
  over: openSearchDomainKind,
  type: "AWS::OpenSearch::Domain",
  path: "configuration.NodeToNodeEncryptionOptions.Enabled",
  want: true,
  remediation: "Switch on node-to-node encryption of the domain.",
});
