import { type Answer, ask, type AskOptions } from "./ask.ts";
import { DNS_OPERATION } from "./operations.ts";
import type { TenantSession } from "./session.ts";
import { pacificDate } from "./steps/usage.ts";

type Probe = (session: TenantSession) => Promise<Answer<object>>;

function probe(
  operation: string,
  kind: string | undefined,
  call: (session: TenantSession, signal: AbortSignal) => Promise<{ readonly data: object }>,
): readonly [string, Probe] {
  return [
    operation,
    (session) => {
      const options: AskOptions = { operation, signal: session.signal, kind };
      return ask(() => call(session, session.signal), options);
    },
  ];
}

/** The smallest call of each operation that can be tried without an entity. */
export const PROBES: ReadonlyMap<string, Probe> = new Map([
  probe("directory:customers.get", "admin#directory#customer", ({ directory, customer }, signal) =>
    directory.customers.get({ customerKey: customer }, { signal }),
  ),
  probe("directory:domains.list", "admin#directory#domains", ({ directory, customer }, signal) =>
    directory.domains.list({ customer }, { signal }),
  ),
  probe("directory:domainAliases.list", "admin#directory#domainAliases", ({ directory, customer }, signal) =>
    directory.domainAliases.list({ customer }, { signal }),
  ),
  probe("directory:orgunits.list", "admin#directory#orgUnits", ({ directory, customer }, signal) =>
    directory.orgunits.list({ customerId: customer, orgUnitPath: "/", type: "children" }, { signal }),
  ),
  probe("directory:users.list", "admin#directory#users", ({ directory, customer }, signal) =>
    directory.users.list({ customer, maxResults: 1, fields: "kind,users(id)" }, { signal }),
  ),
  probe("directory:roles.list", "admin#directory#roles", ({ directory, customer }, signal) =>
    directory.roles.list({ customer, maxResults: 1 }, { signal }),
  ),
  probe("directory:roleAssignments.list", "admin#directory#roleAssignments", ({ directory, customer }, signal) =>
    directory.roleAssignments.list({ customer, maxResults: 1 }, { signal }),
  ),
  probe("directory:groups.list", "admin#directory#groups", ({ directory, customer }, signal) =>
    directory.groups.list({ customer, maxResults: 1 }, { signal }),
  ),
  probe("directory:mobiledevices.list", "admin#directory#mobiledevices", ({ directory, customer }, signal) =>
    directory.mobiledevices.list(
      { customerId: customer, maxResults: 1, fields: "kind,mobiledevices(resourceId)" },
      { signal },
    ),
  ),
  probe("directory:chromeosdevices.list", "admin#directory#chromeosdevices", ({ directory, customer }, signal) =>
    directory.chromeosdevices.list(
      { customerId: customer, maxResults: 1, fields: "kind,chromeosdevices(deviceId)" },
      { signal },
    ),
  ),
  ...(["login", "admin", "token"] as const).map((applicationName) =>
    probe(`reports:activities.${applicationName}`, "admin#reports#activities", ({ reports, customer }, signal) =>
      reports.activities.list({ userKey: "all", applicationName, customerId: customer, maxResults: 1 }, { signal }),
    ),
  ),
  probe("reports:customerUsageReports.get", "admin#reports#usageReports", ({ reports, clock, customer }, signal) =>
    reports.customerUsageReports.get(
      { date: pacificDate(clock.now(), 4), customerId: customer, parameters: "accounts:num_users" },
      { signal },
    ),
  ),
  probe("reports:userUsageReport.get", "admin#reports#usageReports", ({ reports, clock, customer }, signal) =>
    reports.userUsageReport.get(
      {
        userKey: "all",
        date: pacificDate(clock.now(), 4),
        customerId: customer,
        maxResults: 1,
        parameters: "accounts:is_2sv_enrolled",
      },
      { signal },
    ),
  ),
  probe("cloudidentity:policies.list", undefined, ({ identity }, signal) =>
    identity.policies.list({ pageSize: 1 }, { signal }),
  ),
  probe("cloudidentity:inboundSamlSsoProfiles.list", undefined, ({ identity, customer }, signal) =>
    identity.inboundSamlSsoProfiles.list({ filter: `customer=="customers/${customer}"`, pageSize: 1 }, { signal }),
  ),
  probe("cloudidentity:inboundSsoAssignments.list", undefined, ({ identity, customer }, signal) =>
    identity.inboundSsoAssignments.list({ filter: `customer=="customers/${customer}"`, pageSize: 1 }, { signal }),
  ),
  [
    DNS_OPERATION,
    async ({ dns, config }: TenantSession): Promise<Answer<object>> => {
      const answer = await dns.resolve(config.subject.slice(config.subject.lastIndexOf("@") + 1), "MX");
      if (answer.state !== "failed") return { ok: true, value: answer };
      const { reason = "provider-error", detail = "DNS did not answer" } = answer;
      return { ok: false, problem: { reason, detail, name: "DnsFailed" } };
    },
  ],
]);
