import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  complete,
  credential,
  flag,
  hasPassword,
  indexed,
  isRoot,
  password,
  rootRow,
  userArn,
} from "../../_aws/policy/index.ts";
import { credentialKind, mfaDeviceKind, virtualMfaKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-mfa-is-phishing-resistant",
  version: 1,
  title: "The second factor of console users resists phishing",
  rationale:
    "One-time codes can be typed into a false page; FIDO keys and passkeys are bound to the right one. One phishable device is enough for an attacker.",
  severity: "medium",
  over: credentialKind,
  reads: [virtualMfaKind, mfaDeviceKind],
  params: z.object({}),
  remediation: "Register a FIDO security key or passkey and remove the virtual and TOTP devices.",
  expected: () => "every MFA device of a console user is a FIDO security key or passkey",
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    if (!hasPassword(record)) return notApplicable(`${record.user} has no console password`);
    if (!flag(record, "mfa_active")) return fail("console password without any MFA");
    const virtual = indexed(ctx.read(virtualMfaKind), "user", (device) => device.User?.Arn, serialNumber);
    const [first] = virtual.get(record.arn) ?? [];
    if (first !== undefined) return fail(`virtual MFA device ${first}`);
    const devices = ctx.read(mfaDeviceKind);
    const own = indexed(devices, "user", (device) => device.UserName, serialNumber).get(record.user) ?? [];
    const phishable = own.find((serial) => !/:u2f\//.test(serial));
    if (phishable !== undefined) return fail(`MFA device ${phishable} is not a FIDO device`);
    complete(devices);
    if (own.length === 0)
      throw new Undetermined(
        "stale-source",
        "the credential report says that MFA is on, but no device of the user was listed",
      );
    return pass(`${own.length} FIDO ${own.length === 1 ? "device" : "devices"}`);
  },
  examples: [
    {
      name: "a passkey",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      reads: {
        "aws-iam.mfa-device": [{ UserName: "ana", SerialNumber: "arn:aws:iam::111122223333:u2f/user/ana/key-EXAMPLE" }],
      },
      outcome: "pass",
    },
    {
      name: "a virtual device",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      reads: {
        "aws-iam.virtual-mfa-device": [
          { SerialNumber: "arn:aws:iam::111122223333:mfa/ana", User: { Arn: userArn("ana") } },
        ],
      },
      unavailable: { "aws-iam.mfa-device": "disabled" },
      outcome: "fail",
    },
    {
      name: "a passkey and a virtual device: the weaker one counts",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      reads: {
        "aws-iam.virtual-mfa-device": [
          { SerialNumber: "arn:aws:iam::111122223333:mfa/ana", User: { Arn: userArn("ana") } },
        ],
        "aws-iam.mfa-device": [
          { UserName: "ana", SerialNumber: "arn:aws:iam::111122223333:u2f/user/ana/key-EXAMPLE" },
          { UserName: "ana", SerialNumber: "arn:aws:iam::111122223333:mfa/ana" },
        ],
      },
      outcome: "fail",
    },
    {
      name: "a hardware code generator",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      reads: { "aws-iam.mfa-device": [{ UserName: "ana", SerialNumber: "GAHT12345678" }] },
      outcome: "fail",
    },
    { name: "no MFA", record: credential("ana", password(30, 1)), outcome: "fail" },
    {
      name: "not virtual, and devices were not asked for one by one",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      unavailable: { "aws-iam.mfa-device": "disabled" },
      outcome: "undetermined",
      reason: "disabled",
    },
    {
      name: "MFA on, but no device listed",
      record: credential("ana", { ...password(30, 1), mfa_active: "true" }),
      outcome: "undetermined",
      reason: "stale-source",
    },
    { name: "no password", record: credential("deploy"), outcome: "not-applicable" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
  ],
});

function serialNumber({ SerialNumber }: { readonly SerialNumber: string }): string {
  return SerialNumber;
}
