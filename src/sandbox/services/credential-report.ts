import type { AccessKey, Account, SigningCertificate, User } from "../organisation/model.ts";
import { each } from "../organisation/population.ts";
import { ServiceError } from "../protocol/answer.ts";
import type { Handlers } from "./call.ts";
import { arnOf, rootArn } from "./iam-shapes.ts";

/** AWS serves the same report for four hours and makes no newer one. */
export const REPORT_LIFE_MS = 4 * 3_600_000;

const COLUMNS = [
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active",
  "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service",
  "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service",
  "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated",
].join(",");

export const credentialReportHandlers: Handlers = {
  GenerateCredentialReport({ jobs: { report }, now }) {
    if (isFresh(report.generated, now) && report.pollsLeft === undefined) return { State: "COMPLETE" };
    if (report.pollsLeft !== undefined) return { State: "INPROGRESS" };
    report.pollsLeft = 1;
    return { State: "STARTED", Description: "No report exists. Starting a new report generation task" };
  },

  GetCredentialReport({ account, jobs: { report }, now }) {
    if (report.pollsLeft !== undefined && report.pollsLeft > 0) {
      report.pollsLeft -= 1;
      throw new ServiceError(404, "ReportInProgress", "Report generation is in progress. Please try again later.");
    }
    if (report.pollsLeft === 0) {
      report.pollsLeft = undefined;
      report.generated = new Date(Math.floor(now.getTime() / 1000) * 1000);
    }
    if (report.generated === undefined)
      throw new ServiceError(
        410,
        "ReportNotPresent",
        "Report not present. Please generate a new report with GenerateCredentialReport.",
      );
    if (!isFresh(report.generated, now))
      throw new ServiceError(
        410,
        "ReportExpired",
        "Report is expired. Please generate a new report with GenerateCredentialReport.",
      );
    const content = credentialReport(account, report.generated);
    return {
      Content: Buffer.from(content).toString("base64"),
      ReportFormat: "text/csv",
      GeneratedTime: report.generated,
    };
  },
};

function isFresh(generated: Date | undefined, now: Date): boolean {
  return generated !== undefined && now.getTime() - generated.getTime() < REPORT_LIFE_MS;
}

/** The report's bytes: LF, no newline at the end, root first, the rest as AWS sorts them (by name without regard to case). */
export function credentialReport(account: Account, generated: Date): string {
  const rows = Array.from(each(account.users), (user) => ({
    order: user.name.toLowerCase(),
    line: userRow(account, user),
  }));
  rows.sort((left, right) => (left.order < right.order ? -1 : 1));
  return [COLUMNS, rootRow(account, generated), ...rows.map(({ line }) => line)].join("\n");
}

function rootRow(account: Account, generated: Date): string {
  const { root } = account;
  return [
    "<root_account>",
    rootArn(account),
    time(root.created),
    "not_supported",
    root.passwordLastUsed === undefined || root.passwordLastUsed > generated
      ? "no_information"
      : time(root.passwordLastUsed),
    "not_supported",
    "not_supported",
    String(root.mfa !== undefined),
    ...keyColumns(root.keys),
    ...certificateColumns(root.certificates),
  ].join(",");
}

function userRow(account: Account, user: User): string {
  return [
    user.name,
    arnOf(account, "user", user),
    time(user.created),
    ...passwordColumns(account, user.password),
    String(user.mfa.length > 0),
    ...keyColumns(user.keys),
    ...certificateColumns(user.certificates),
  ].join(",");
}

function passwordColumns(account: Account, password: User["password"]): readonly string[] {
  if (password === undefined) return ["false", "N/A", "N/A", "N/A"];
  const maxAge = account.passwordPolicy?.maxAge;
  const next = maxAge === undefined ? "N/A" : time(new Date(password.lastChanged.getTime() + maxAge * 86_400_000));
  return [
    "true",
    password.lastUsed === undefined ? "no_information" : time(password.lastUsed),
    time(password.lastChanged),
    next,
  ];
}

function keyColumns(keys: readonly AccessKey[]): readonly string[] {
  return [0, 1].flatMap((position) => {
    const key = keys[position];
    if (key === undefined) return ["false", "N/A", "N/A", "N/A", "N/A"];
    const used = key.lastUsed;
    const use = used === undefined ? ["N/A", "N/A", "N/A"] : [time(used.at), used.region, used.service];
    return [String(key.status === "Active"), time(key.created), ...use];
  });
}

function certificateColumns(certificates: readonly SigningCertificate[]): readonly string[] {
  return [0, 1].flatMap((position) => {
    const certificate = certificates[position];
    return certificate === undefined
      ? ["false", "N/A"]
      : [String(certificate.status === "Active"), time(certificate.uploaded)];
  });
}

/** `2026-11-22T05:31:00+00:00`, as the report writes instants. */
function time(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`;
}
