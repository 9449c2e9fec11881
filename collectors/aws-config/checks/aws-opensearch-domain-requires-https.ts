import { openSearchDomainKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-opensearch-domain-requires-https",
  title: "OpenSearch domains require HTTPS",
  rationale: "Queries and answers in clear can be read and changed on their way.",
  severity: "high",
  over: openSearchDomainKind,
  type: "AWS::OpenSearch::Domain",
  path: "configuration.DomainEndpointOptions.EnforceHTTPS",
  want: true,
  remediation: "Require HTTPS at the endpoint of the domain.",
});
