import type { admin_reports_v1 } from "@googleapis/admin";
import { instant, type Instant } from "#core";
import type { Emission } from "#sdk";
import { ask, type Answer } from "../ask.ts";
import { ending, gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { usageReportKind, userUsageKind } from "../evidence.ts";
import { page } from "../lists.ts";
import { pages } from "../pages.ts";
import type { TenantSession } from "../session.ts";

type Reports = admin_reports_v1.Schema$UsageReports;
type UsageReport = admin_reports_v1.Schema$UsageReport;

const CUSTOMER = "reports:customerUsageReports.get";
const PER_USER = "reports:userUsageReport.get";
const KIND = "admin#reports#usageReports";
const DAY_MS = 86_400_000;
/** Reports are of dates in UTC−8, the whole year. */
const PACIFIC_OFFSET_MS = -8 * 3_600_000;
/** Reports are one to four days late: the first to ask for, and the last. */
const FIRST_LAG_DAYS = 3;
const LAST_LAG_DAYS = 7;

/** An unknown name is ignored by Google and its answer comes without it: never zero, only absent. */
const CUSTOMER_PARAMETERS = [
  "num_users",
  "num_suspended_users",
  "num_locked_users",
  "num_disabled_accounts",
  "num_users_2sv_enrolled",
  "num_users_2sv_enforced",
  "num_users_2sv_protected",
  "num_users_2sv_not_enrolled",
  "num_users_2sv_not_enrolled_but_enforced",
  "num_users_2sv_not_enforced",
  "num_users_password_strength_strong",
  "num_users_password_strength_weak",
  "num_users_password_strength_unknown",
  "num_users_password_length_compliant",
  "num_users_password_length_non_compliant",
  "num_users_password_length_unknown",
  "num_security_keys",
  "num_users_with_passkeys_enrolled",
  "num_users_less_secure_apps_access_allowed",
  "num_users_less_secure_apps_access_denied",
  "num_authorized_apps",
];
const USER_PARAMETERS = [
  "is_2sv_enrolled",
  "is_2sv_enforced",
  "is_2sv_protected",
  "is_super_admin",
  "is_delegated_admin",
  "is_suspended",
  "password_strength",
  "password_length_compliance",
  "num_security_keys",
  "num_passkeys_enrolled",
  "num_authorized_apps",
  "num_roles_assigned",
  "is_less_secure_apps_access_allowed",
  "timestamp_last_login",
  "timestamp_last_sso",
];

/** The tenant's newest report, and with its date the users'. */
export async function* usage(session: TenantSession): AsyncGenerator<Emission> {
  const { date, problem } = yield* customerUsage(session);
  yield* userUsage(session, date, problem);
}

interface Newest {
  /** Date to ask the users' report for; undefined when none is available. */
  readonly date: string | undefined;
  readonly problem: Problem | undefined;
}

async function* customerUsage(session: TenantSession): AsyncGenerator<Emission, Newest, void> {
  const { customer, scope } = session;
  let answer: Answer<Reports> | undefined;
  let date = pacificDate(session.clock.now(), FIRST_LAG_DAYS);
  for (let lag = FIRST_LAG_DAYS; lag <= LAST_LAG_DAYS; lag += 1) {
    date = pacificDate(session.clock.now(), lag);
    answer = await askCustomer(session, date);
    if (answer.ok ? hasParameters(answer.value.usageReports) : !isNotReady(answer.problem)) break;
  }
  const late = answer?.ok === false && isNotReady(answer.problem);
  const problem =
    answer === undefined || answer.ok
      ? undefined
      : late
        ? { ...answer.problem, detail: `no report of the last ${LAST_LAG_DAYS} days is available` }
        : answer.problem;
  const report = answer?.ok === true ? answer.value.usageReports?.[0] : undefined;
  if (problem !== undefined || answer?.ok !== true || report === undefined) {
    const why = problem ?? { reason: "truncated" as const, detail: "the answer holds no report", name: "NoReport" };
    yield* ending(scope, usageReportKind, CUSTOMER, why);
    return { date: late ? undefined : date, problem: why };
  }
  const warnings = (answer.value.warnings ?? []).map(({ code, message }) => `${code ?? "warning"}: ${message ?? ""}`);
  yield record(scope, usageReportKind, {
    customerId: report.entity?.customerId ?? customer,
    date: report.date,
    parameters: parametersOf(report),
    ...(warnings.length === 0 ? {} : { warnings }),
  });
  const partial = (answer.value.warnings ?? []).some(({ code }) => code === "PARTIAL_DATA_AVAILABLE");
  if (partial)
    yield gap(scope, usageReportKind, CUSTOMER, {
      reason: "truncated",
      detail: "Google warns that the report is partial",
    });
  yield population(scope, usageReportKind, { complete: !partial, sourceAt: endOf(report.date ?? date) });
  return { date, problem: undefined };
}

function askCustomer({ customer, lacking, reports, signal }: TenantSession, date: string): Promise<Answer<Reports>> {
  const missing = lacking(CUSTOMER);
  if (missing !== undefined) return Promise.resolve({ ok: false, problem: missing });
  return ask<Reports>(
    () =>
      reports.customerUsageReports.get(
        { date, customerId: customer, parameters: CUSTOMER_PARAMETERS.map(account).join(",") },
        { signal },
      ),
    { operation: CUSTOMER, signal, kind: KIND },
  );
}

async function* userUsage(
  session: TenantSession,
  date: string | undefined,
  reason: Problem | undefined,
): AsyncGenerator<Emission> {
  const { customer, reports, scope, signal } = session;
  const missing = session.lacking(PER_USER);
  if (date === undefined || missing !== undefined) {
    const why = missing ?? reason ?? { reason: "provider-error", detail: "no report is available", name: "NotReady" };
    yield* ending(scope, userUsageKind, date === undefined ? CUSTOMER : PER_USER, why);
    return;
  }
  const source = pages<Reports>({
    operation: PER_USER,
    signal,
    kind: KIND,
    fetch: (token) =>
      reports.userUsageReport.get(
        {
          userKey: "all",
          date,
          customerId: customer,
          maxResults: 1000,
          parameters: USER_PARAMETERS.map(account).join(","),
          ...page(token),
        },
        { signal },
      ),
  });
  let partial = false;
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      if (partial)
        yield gap(scope, userUsageKind, PER_USER, {
          reason: "truncated",
          detail: "Google warns that the report is partial",
        });
      yield* ending(scope, userUsageKind, PER_USER, step.value, { complete: !partial, sourceAt: endOf(date) });
      return;
    }
    partial ||= (step.value.warnings ?? []).some(({ code }) => code === "PARTIAL_DATA_AVAILABLE");
    for (const report of step.value.usageReports ?? []) {
      const { profileId, userEmail } = report.entity ?? {};
      yield record(scope, userUsageKind, {
        profileId,
        ...(typeof userEmail === "string" ? { userEmail } : {}),
        date: report.date,
        parameters: parametersOf(report),
      });
    }
  }
}

function account(name: string): string {
  return `accounts:${name}`;
}

function hasParameters(reports: readonly UsageReport[] | null | undefined): boolean {
  return (reports ?? []).some(({ parameters }) => (parameters ?? []).length > 0);
}

/** Integers come as text; dates stay text; lists of messages are left out. */
function parametersOf({ parameters }: UsageReport): Record<string, number | boolean | string> {
  const values: Record<string, number | boolean | string> = {};
  for (const { name, intValue, boolValue, stringValue, datetimeValue } of parameters ?? []) {
    const value =
      typeof intValue === "string" || typeof intValue === "number"
        ? Number(intValue)
        : (boolValue ?? stringValue ?? datetimeValue);
    if (typeof name === "string" && value !== null && value !== undefined) values[name] = value;
  }
  return values;
}

/** "Data for dates later than … is not yet available." */
function isNotReady({ status, detail }: Problem): boolean {
  return status === 400 && /dates later than|not yet available/i.test(detail);
}

export function pacificDate(now: Date, daysAgo: number): string {
  return new Date(now.getTime() + PACIFIC_OFFSET_MS - daysAgo * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which a Pacific date ends: what the report knows is of then. */
export function endOf(date: string): Instant {
  return instant(new Date(Date.parse(`${date}T00:00:00.000Z`) + DAY_MS - PACIFIC_OFFSET_MS));
}
