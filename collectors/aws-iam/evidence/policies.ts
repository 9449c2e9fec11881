import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

/**
 * A policy document as sealed: the decoded JSON text's value. Documents are percent-encoded on the wire (aws-iam.md §1).
 * When the text cannot be decoded the record is a schema-mismatch gap, never a record without its document.
 */
export const PolicyDocument = z.looseObject({
  Version: z.string().optional(),
  Statement: z.union([z.array(z.looseObject({})), z.looseObject({})]),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const ManagedPolicy = z.looseObject({
  Arn: z.string(),
  PolicyName: z.string(),
  /** Stable across a policy of the same name made anew; moto leaves it out, and no judgement rests on it. */
  PolicyId: z.string().optional(),
  Path: z.string(),
  DefaultVersionId: z.string(),
  AttachmentCount: z.number().optional(),
  PermissionsBoundaryUsageCount: z.number().optional(),
  IsAttachable: z.boolean().optional(),
  Description: z.string().optional(),
  CreateDate: instantText,
  UpdateDate: instantText.optional(),
  PolicyVersionList: z.array(
    z.looseObject({
      VersionId: z.string(),
      IsDefaultVersion: z.boolean(),
      Document: PolicyDocument,
      CreateDate: instantText.optional(),
    }),
  ),
});
export type ManagedPolicy = z.infer<typeof ManagedPolicy>;
/** Customer-managed policies and the AWS-managed ones in use; an AWS-managed ARN has `aws` in place of the account. */
export const policyKind = defineKind({
  id: "aws-iam.policy",
  version: 1,
  title: "IAM managed policy with its versions",
  schema: ManagedPolicy,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All customer-managed policies of the account and the AWS-managed ones in use, by GetAccountAuthorizationDetails; count of customer-managed ones by GetAccountSummary (Policies).",
});
