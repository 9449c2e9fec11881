import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { mobileDeviceKind, userKind } from "../evidence.ts";
import {
  SUSPENDED,
  ago,
  closed,
  complete,
  cutOff,
  dated,
  indexed,
  mobileDevice,
  omit,
  user,
  wholeDays,
} from "../policy/index.ts";

export default defineCheck({
  id: "google-mobile-device-owner-is-active",
  version: 1,
  title: "Devices of people who left are off the list",
  rationale: "A device that still synchronises as somebody who left is an asset that never came back, with mail on it.",
  severity: "medium",
  over: mobileDeviceKind,
  reads: [userKind],
  params: z.object({
    maxDays: z.number().int().min(0).default(14).describe("days after the account was closed. origin: our default"),
  }),
  remediation: "Wipe the work data, remove the device, and ask for it back where it is yours.",
  expected: ({ maxDays }) =>
    `each device in use belongs to accounts that are open, or closed for ${maxDays} days at most`,
  test(record, ctx) {
    const why = cutOff(record);
    if (why !== undefined) return notApplicable(why);
    const users = ctx.read(userKind);
    const byEmail = indexed(users, "addresses", ({ primaryEmail, aliases = [] }) =>
      [primaryEmail, ...aliases].map((email) => email.toLowerCase()),
    );
    const owners = known(record.email, "email");
    if (owners.length === 0) return undetermined("schema-mismatch", "the platform names no owner");
    const left: string[] = [];
    for (const email of owners) {
      const user = byEmail.get(email.toLowerCase())?.[0];
      if (user === undefined) {
        complete(users);
        return fail(`${email} is no user of the tenant any more`);
      }
      const reason = closed(user);
      if (reason === undefined) continue;
      const since = known(
        user.archived === true ? (user.archivalTime ?? user.suspensionTime) : user.suspensionTime,
        "suspensionTime",
      );
      const observed = `${email}: ${reason} since ${dated(since, ctx.evidenceAt)}`;
      if (wholeDays(since, ctx.evidenceAt) > ctx.params.maxDays) return fail(observed);
      left.push(observed);
    }
    return pass(left.length === 0 ? `${owners.join(", ")}: open` : left.join("; "));
  },
  examples: [
    {
      name: "of somebody who works here",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ana")] },
      outcome: "pass",
    },
    {
      name: "of somebody who works here, under another address",
      record: mobileDevice({ email: ["Ana.Lopez@example.com"] }),
      reads: { "google-workspace.user": [user("ana", { aliases: ["ana.lopez@example.com"] })] },
      outcome: "pass",
    },
    {
      name: "of somebody suspended 100 days ago",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ana", { ...SUSPENDED })] },
      outcome: "fail",
    },
    {
      name: "of somebody suspended last week",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ana", { ...SUSPENDED, suspensionTime: ago(7) })] },
      outcome: "pass",
    },
    {
      name: "of somebody archived long ago",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ana", { archived: true, archivalTime: ago(60) })] },
      outcome: "fail",
    },
    {
      name: "of an account that was deleted",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ben")] },
      outcome: "fail",
    },
    {
      name: "since when is not stated",
      record: mobileDevice(),
      reads: { "google-workspace.user": [user("ana", { suspended: true })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "owner not stated",
      record: omit(mobileDevice(), "email"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no owner", record: mobileDevice({ email: [] }), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "wiped", record: mobileDevice({ status: "WIPED" }), outcome: "not-applicable" },
    {
      name: "users not seen",
      record: mobileDevice(),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
