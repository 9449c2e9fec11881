import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { samlProviderKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-saml-assertions-are-encrypted",
  version: 1,
  title: "SAML assertions are encrypted",
  rationale: "An assertion passes through the browser; encrypted, it tells nothing about the person there.",
  unmapped: "Assertions travel inside TLS; no guidance point asks for a second layer.",
  severity: "low",
  over: samlProviderKind,
  params: z.object({}),
  remediation: "Add a decryption key to the provider and set the encryption mode to Required.",
  expected: () => "AssertionEncryptionMode is Required",
  test(record) {
    if (/\/AWSSSO_[^/]*_DO_NOT_DELETE$/.test(record.Arn)) return notApplicable("kept by IAM Identity Center");
    const mode = known(record.AssertionEncryptionMode, "AssertionEncryptionMode");
    return mode === "Required"
      ? pass("AssertionEncryptionMode is Required")
      : fail(`AssertionEncryptionMode is ${mode}`);
  },
  examples: [
    {
      name: "required",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", AssertionEncryptionMode: "Required" },
      outcome: "pass",
    },
    {
      name: "allowed",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", AssertionEncryptionMode: "Allowed" },
      outcome: "fail",
    },
    {
      name: "kept by IAM Identity Center",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE" },
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
