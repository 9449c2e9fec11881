import type { ServiceName } from "../protocol/answer.ts";
import { accessAnalyzerHandlers } from "./access-analyzer.ts";
import { accountHandlers } from "./account.ts";
import type { Handlers } from "./call.ts";
import { configServiceHandlers } from "./config-service.ts";
import { credentialReportHandlers } from "./credential-report.ts";
import { iamAccountHandlers } from "./iam-account.ts";
import { iamCredentialHandlers } from "./iam-credentials.ts";
import { iamProviderHandlers } from "./iam-providers.ts";
import { identityCenterHandlers, identityStoreHandlers } from "./identity-center.ts";
import { organizationsHandlers } from "./organizations.ts";
import { stsHandlers } from "./sts.ts";

export const SERVICES: Readonly<Record<ServiceName, Handlers>> = {
  sts: stsHandlers,
  iam: { ...iamAccountHandlers, ...credentialReportHandlers, ...iamCredentialHandlers, ...iamProviderHandlers },
  organizations: organizationsHandlers,
  account: accountHandlers,
  "access-analyzer": accessAnalyzerHandlers,
  config: configServiceHandlers,
  sso: identityCenterHandlers,
  identitystore: identityStoreHandlers,
};

/** Every operation that the sandbox answers, as `iam:GetAccountSummary`. */
export const OPERATIONS: readonly string[] = Object.entries(SERVICES).flatMap(([service, handlers]) =>
  Object.keys(handlers).map((name) => `${service}:${name}`),
);
