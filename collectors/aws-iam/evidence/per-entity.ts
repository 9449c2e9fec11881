import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

/** Per-entity evidence, collected only when asked for (`perEntity` in the configuration). */

export const SshPublicKey = z.looseObject({
  UserName: z.string(),
  SSHPublicKeyId: z.string(),
  Status: z.string(),
  UploadDate: instantText.optional(),
});
export type SshPublicKey = z.infer<typeof SshPublicKey>;
export const sshPublicKeyKind = defineKind({
  id: "aws-iam.ssh-public-key",
  version: 1,
  title: "SSH public key of a user (CodeCommit)",
  schema: SshPublicKey,
  key: (record) => `${record.UserName}/${record.SSHPublicKeyId}`,
  sensitivity: "internal",
  personalData: true,
  population: "SSH public keys by ListSSHPublicKeys, one call a user.",
});

export const MfaDevice = z.looseObject({
  UserName: z.string(),
  SerialNumber: z.string(),
  EnableDate: instantText.optional(),
});
export type MfaDevice = z.infer<typeof MfaDevice>;
export const mfaDeviceKind = defineKind({
  id: "aws-iam.mfa-device",
  version: 1,
  title: "MFA device of a user: virtual, hardware or FIDO",
  schema: MfaDevice,
  key: (record) => `${record.UserName}/${record.SerialNumber}`,
  sensitivity: "internal",
  personalData: true,
  population: "MFA devices by ListMFADevices, one call a user that has MFA.",
});

export const AccessKey = z.looseObject({
  UserName: z.string(),
  AccessKeyId: z.string(),
  Status: z.string(),
  CreateDate: instantText,
  LastUsedDate: instantText.optional(),
  LastUsedService: z.string().optional(),
  LastUsedRegion: z.string().optional(),
});
export type AccessKey = z.infer<typeof AccessKey>;
export const accessKeyKind = defineKind({
  id: "aws-iam.access-key",
  version: 1,
  title: "Access key of a user with its last use",
  schema: AccessKey,
  key: (record) => record.AccessKeyId,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Access keys by ListAccessKeys, one call a user that has a key, and GetAccessKeyLastUsed, one call a key.",
});

export const ServiceLastAccessed = z.looseObject({
  Arn: z.string(),
  JobCompletionDate: instantText.optional(),
  Services: z.array(z.looseObject({ ServiceNamespace: z.string(), LastAuthenticated: instantText.optional() })),
});
export type ServiceLastAccessed = z.infer<typeof ServiceLastAccessed>;
export const serviceLastAccessedKind = defineKind({
  id: "aws-iam.service-last-accessed",
  version: 1,
  title: "Services that a principal may use and last used",
  schema: ServiceLastAccessed,
  key: (record) => record.Arn,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Service last accessed details by GenerateServiceLastAccessedDetails and GetServiceLastAccessedDetails, two calls or more a principal.",
});
