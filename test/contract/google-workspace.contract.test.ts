import { fixedClock } from "#core";
import {
  customerKind,
  domainDnsKind,
  domainKind,
  effectiveSettingsKind,
  orgUnitKind,
  policyKind,
  roleAssignmentKind,
  roleKind,
  tokenKind,
  usageReportKind,
  userKind,
  userUsageKind,
} from "../../collectors/google-workspace/evidence.ts";
import { googleWorkspace } from "../../collectors/google-workspace/index.ts";
import { startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { collectorContract, type CollectorHarness } from "./collector-contract.ts";
import { sandboxFaults } from "./sandbox-faults.ts";

const clock = fixedClock("2026-11-20T12:00:00.000Z");

/** Operations that go wrong in one run: none in a row keeps another of the row from being asked. */
const TOGETHER: readonly (readonly string[])[] = [
  [
    "directory:customers.get",
    "directory:domains.list",
    "directory:domainAliases.list",
    "directory:orgunits.list",
    "directory:users.list",
    "directory:roles.list",
    "directory:roleAssignments.list",
    "directory:groups.list",
    "directory:mobiledevices.list",
    "directory:chromeosdevices.list",
    "reports:activities.login",
    "reports:activities.admin",
    "reports:activities.token",
    "reports:customerUsageReports.get",
  ],
  ["directory:members.list", "reports:userUsageReport.get", "cloudidentity:policies.list", "dns:resolve"],
];

/** Meridian Freight's tenant, with nothing denied; the customer is configured, as it should be. */
const harness: CollectorHarness = {
  collector: googleWorkspace,
  clock,
  async start(organisation) {
    const sandbox = await startGoogleSandbox({
      tenant: organisation === "empty" ? "empty" : "meridian",
      clock,
      ...(organisation === "pages"
        ? { size: { users: 1200, groups: 30, logins: 2100 }, pageStyle: "short" as const }
        : {}),
    });
    return {
      config: {
        endpoint: sandbox.url,
        subject: sandbox.subject,
        credentials: sandbox.credentials,
        customer: sandbox.tenant.customer.id,
      },
      env: {},
      get secrets() {
        const { private_key: key } = JSON.parse(sandbox.credentials) as { private_key: string };
        return [key, key.split("\n")[3] ?? key, ...sandbox.tokens()];
      },
      fault: sandboxFaults(sandbox, "notFound"),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  signIn: "google-oauth:token",
  list: { operation: "directory:users.list", kinds: [userKind], requiredField: "primaryEmail" },
  refusable: [...TOGETHER, ["cloudidentity:inboundSamlSsoProfiles.list", "cloudidentity:inboundSsoAssignments.list"]],
  // Lists of single sign-on are `{}` when they are empty: such a body is an answer there.
  bodies: TOGETHER,
  onDemand: [tokenKind],
  alwaysThere: [
    customerKind,
    domainKind,
    domainDnsKind,
    orgUnitKind,
    userKind,
    roleKind,
    roleAssignmentKind,
    policyKind,
    effectiveSettingsKind,
    usageReportKind,
    userUsageKind,
  ],
};

collectorContract(harness);
