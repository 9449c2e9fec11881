import type { admin_reports_v1 as reports } from "@googleapis/admin";
import { GoogleError } from "./answers.ts";
import type { ActivityApplication, UsageParameters } from "./model.ts";
import { admin, type GoogleCall, type GoogleService, list, paged, pagedArray } from "./service.ts";

const DAY_MS = 86_400_000;
const PACIFIC_MS = 8 * 3_600_000;

function activities(application: ActivityApplication): GoogleService {
  return admin(
    `reports:activities.${application}`,
    "admin.reports.audit.readonly",
    `/admin/reports/v1/activity/users/{user}/applications/${application}`,
    (call) => {
      const { tenant, query } = call;
      const start = query.get("startTime") ?? "";
      const end = query.get("endTime") ?? "9999";
      const event = query.get("eventName");
      const found = tenant.activities[application].filter(
        ({ id, events }) =>
          (id?.time ?? "") >= start &&
          (id?.time ?? "") <= end &&
          (event === null || events?.some(({ name }) => name === event)),
      );
      return list(
        "admin#reports#activities",
        "items",
        pagedArray(call, { parameter: "maxResults", standard: 1000, most: 1000 }, found),
      ) satisfies reports.Schema$Activities;
    },
  );
}

/** Refuses dates that are not ready, as the Reports API does; dates are of UTC−8. */
function reportDate({ tenant, now, path }: GoogleCall): string {
  const date = path["date"] ?? "";
  const newest = new Date(now.getTime() - PACIFIC_MS - tenant.reportLagDays * DAY_MS).toISOString().slice(0, 10);
  if (date > newest)
    throw new GoogleError(
      400,
      "invalid",
      `Data for dates later than ${newest} is not yet available. Please check back later`,
    );
  return date;
}

/** A parameter that is not asked for, or that Google does not know, is not in the answer. */
function asked(parameters: UsageParameters, query: URLSearchParams): UsageParameters {
  const names = query.get("parameters")?.split(",");
  return names === undefined ? parameters : parameters.filter(({ name }) => names.includes(name ?? ""));
}

export const REPORTS: readonly GoogleService[] = [
  activities("login"),
  activities("admin"),
  activities("token"),
  admin(
    "reports:customerUsageReports.get",
    "admin.reports.usage.readonly",
    "/admin/reports/v1/usage/dates/{date}",
    (call) => {
      const { tenant, query } = call;
      const report = {
        kind: "admin#reports#usageReport",
        date: reportDate(call),
        entity: { type: "CUSTOMER", customerId: tenant.customer.id },
        parameters: asked(tenant.customerUsage, query),
      } satisfies reports.Schema$UsageReport;
      return { kind: "admin#reports#usageReports", usageReports: [report] } satisfies reports.Schema$UsageReports;
    },
  ),
  admin(
    "reports:userUsageReport.get",
    "admin.reports.usage.readonly",
    "/admin/reports/v1/usage/users/{user}/dates/{date}",
    (call) => {
      const { tenant, query } = call;
      const date = reportDate(call);
      const found = paged(
        call,
        { parameter: "maxResults", standard: 1000, most: 1000 },
        tenant.users.count,
        (index): reports.Schema$UsageReport => {
          const user = tenant.users.at(index);
          return {
            kind: "admin#reports#usageReport",
            date,
            entity: {
              type: "USER",
              customerId: tenant.customer.id,
              userEmail: user.primaryEmail,
              profileId: user.id,
            },
            parameters: asked(tenant.userUsage(user), query),
          };
        },
      );
      return list("admin#reports#usageReports", "usageReports", found) satisfies reports.Schema$UsageReports;
    },
  ),
];
