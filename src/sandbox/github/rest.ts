import { actionsRoutes } from "./rest/actions.ts";
import type { Route } from "./rest/call.ts";
import { codeSecurityRoutes } from "./rest/code-security.ts";
import { credentialRoutes } from "./rest/credentials.ts";
import { auditRoutes, organizationRoutes, webhookRoutes } from "./rest/organization.ts";
import { peopleRoutes } from "./rest/people.ts";
import { repositoryRoutes } from "./rest/repositories.ts";

export { type Caller, GithubError, type List, type RestAnswer, type RestCall, type Route } from "./rest/call.ts";
export { activeRulesets, rulesetsOf, sourceName } from "./rest/rulesets.ts";

export const ROUTES: readonly Route[] = [
  ...organizationRoutes,
  ...peopleRoutes,
  ...credentialRoutes,
  ...actionsRoutes,
  ...webhookRoutes,
  ...codeSecurityRoutes,
  ...auditRoutes,
  ...repositoryRoutes,
];
