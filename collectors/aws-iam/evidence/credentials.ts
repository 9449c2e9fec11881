import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

/** One row of the credential report, columns under their own names, sentinels (`N/A`, `no_information`, `not_supported`) kept as sent. */
export const Credential = z.looseObject({
  user: z.string(),
  arn: z.string(),
  user_creation_time: z.string(),
  password_enabled: z.string(),
  password_last_used: z.string(),
  password_last_changed: z.string(),
  password_next_rotation: z.string(),
  mfa_active: z.string(),
  access_key_1_active: z.string(),
  access_key_1_last_rotated: z.string(),
  access_key_1_last_used_date: z.string(),
  access_key_1_last_used_region: z.string().optional(),
  access_key_1_last_used_service: z.string().optional(),
  access_key_2_active: z.string(),
  access_key_2_last_rotated: z.string(),
  access_key_2_last_used_date: z.string(),
  access_key_2_last_used_region: z.string().optional(),
  access_key_2_last_used_service: z.string().optional(),
  cert_1_active: z.string(),
  cert_1_last_rotated: z.string(),
  cert_2_active: z.string(),
  cert_2_last_rotated: z.string(),
});
export type Credential = z.infer<typeof Credential>;
/** Keyed by ARN; the root row has `user` = `<root_account>` and an ARN ending `:root`. */
export const credentialKind = defineKind({
  id: "aws-iam.credential",
  version: 1,
  title: "Credential report row: password, MFA, access keys, certificates of one user",
  schema: Credential,
  key: (record) => record.arn,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Every row of the credential report, root included; its instant is the report's GeneratedTime. Count by GetAccountSummary (Users + root).",
});

export const VirtualMfaDevice = z.looseObject({
  SerialNumber: z.string(),
  EnableDate: instantText.optional(),
  User: z.looseObject({ Arn: z.string(), UserName: z.string().optional() }).optional(),
});
export type VirtualMfaDevice = z.infer<typeof VirtualMfaDevice>;
export const virtualMfaKind = defineKind({
  id: "aws-iam.virtual-mfa-device",
  version: 1,
  title: "Virtual MFA device and whom it is assigned to",
  schema: VirtualMfaDevice,
  key: (record) => record.SerialNumber,
  sensitivity: "internal",
  personalData: true,
  population:
    "All virtual MFA devices by ListVirtualMFADevices (assigned and unassigned); count by GetAccountSummary (MFADevices).",
});

export const ServiceSpecificCredential = z.looseObject({
  ServiceSpecificCredentialId: z.string(),
  UserName: z.string(),
  ServiceName: z.string(),
  Status: z.string(),
  CreateDate: instantText,
  ExpirationDate: instantText.optional(),
});
export type ServiceSpecificCredential = z.infer<typeof ServiceSpecificCredential>;
export const serviceCredentialKind = defineKind({
  id: "aws-iam.service-specific-credential",
  version: 1,
  title: "Service-specific credential (CodeCommit, Keyspaces, Bedrock or CloudWatch API key)",
  schema: ServiceSpecificCredential,
  key: (record) => record.ServiceSpecificCredentialId,
  sensitivity: "internal",
  personalData: true,
  population: "All service-specific credentials of all users by ListServiceSpecificCredentials(AllUsers).",
});

export const ServerCertificate = z.looseObject({
  Arn: z.string(),
  ServerCertificateName: z.string(),
  UploadDate: instantText.optional(),
  Expiration: instantText.optional(),
});
export type ServerCertificate = z.infer<typeof ServerCertificate>;
export const serverCertificateKind = defineKind({
  id: "aws-iam.server-certificate",
  version: 1,
  title: "Server certificate kept in IAM",
  schema: ServerCertificate,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population: "All server certificates by ListServerCertificates; count by GetAccountSummary (ServerCertificates).",
});
