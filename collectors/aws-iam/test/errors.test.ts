import { IAMClient, GetAccountSummaryCommand, ListVirtualMFADevicesCommand } from "@aws-sdk/client-iam";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { ExhibitError } from "#core";
import { fakeHttp } from "../../../test/support/http.ts";
import { ask } from "../../_aws/ask.ts";
import { errorName, readError } from "../../_aws/errors.ts";
import { awsRequestHandler } from "../../_aws/request-handler.ts";

const http = fakeHttp();
const settings = {
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" },
  maxAttempts: 1,
  requestHandler: awsRequestHandler((...args) => globalThis.fetch(...args)),
};
const iam = new IAMClient(settings);
const organizations = new OrganizationsClient(settings);
const signal = new AbortController().signal;

function xmlError(code: string, message = "said"): string {
  return `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}

async function summary(status: number, body: string) {
  http
    .on("https://iam.amazonaws.com")
    .post("/", /Action=GetAccountSummary/)
    .reply(status, body);
  return ask(() => iam.send(new GetAccountSummaryCommand({})), {
    operation: "iam:GetAccountSummary",
    requires: ["SummaryMap"],
    signal,
  });
}

async function accounts(status: number, body: unknown) {
  http
    .on("https://organizations.us-east-1.amazonaws.com")
    .post("/")
    .reply(status, body as object, { "content-type": "application/x-amz-json-1.1" });
  return ask(() => organizations.send(new ListAccountsCommand({})), {
    operation: "organizations:ListAccounts",
    requires: ["Accounts"],
    signal,
  });
}

describe("answers that are not data (aws-iam.md §5)", () => {
  it.each([
    ["AccessDenied", 403, "denied"],
    ["Throttling", 400, "rate-limited"],
    ["ServiceFailure", 500, "provider-error"],
    ["InvalidAction", 400, "provider-error"],
    ["NotImplemented", 501, "provider-error"],
    ["OptInRequired", 403, "disabled"],
    ["SomethingNew", 400, "provider-error"],
  ] as const)("reads %s (%d) of a query service as %s", async (code, status, reason) => {
    const answer = await summary(status, xmlError(code));
    expect(answer).toMatchObject({ ok: false, problem: { reason } });
  });

  it.each([
    ["AccessDeniedException", 400, "denied"],
    ["TooManyRequestsException", 400, "rate-limited"],
    ["ThrottlingException", 400, "rate-limited"],
    ["UnknownOperationException", 400, "provider-error"],
  ] as const)("reads %s (%d) of a JSON service as %s", async (code, status, reason) => {
    expect(await accounts(status, { __type: `com.amazonaws.organizations#${code}`, Message: "said" })).toMatchObject({
      ok: false,
      problem: { reason },
    });
  });

  it.each([
    ["ExpiredToken", "AUTH_EXPIRED"],
    ["InvalidClientTokenId", "AUTH_FAILED"],
    ["SignatureDoesNotMatch", "AUTH_FAILED"],
  ] as const)("throws %s as %s and quotes nothing that AWS echoes", async (code, expected) => {
    const thrown: unknown = await summary(
      403,
      xmlError(code, "The Canonical String was x-amz-security-token:CANARY"),
    ).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ExhibitError);
    expect((thrown as ExhibitError).code).toBe(expected);
    expect(JSON.stringify([(thrown as Error).message, String((thrown as Error).cause)])).not.toContain("CANARY");
  });

  it("tells a wrong clock from wrong credentials", async () => {
    await expect(
      summary(403, xmlError("SignatureDoesNotMatch", "Signature expired: 20261122T000000Z is now earlier than")),
    ).rejects.toMatchObject({ code: "CLOCK_SKEW" });
  });

  it("takes an invalid token of a region for a region that is not enabled", () => {
    const error = Object.assign(new Error("The security token included in the request is invalid"), {
      name: "UnrecognizedClientException",
      $fault: "client",
      $metadata: { httpStatusCode: 403 },
    });
    expect(readError(error, { operation: "access-analyzer:ListAnalyzers", region: "ap-east-1" })).toMatchObject({
      type: "problem",
      problem: { reason: "disabled" },
    });
    expect(readError(error, { operation: "iam:ListRoles" })).toMatchObject({ type: "auth" });
  });

  it.each([
    ["an empty body", ""],
    ["an HTML page", "<html><body>hello</body></html>"],
    ["an HTML page that is no XML", "<html><br><p>"],
    ["XML cut short", "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>Us"],
    [
      "an answer without its map",
      "<GetAccountSummaryResponse><GetAccountSummaryResult></GetAccountSummaryResult></GetAccountSummaryResponse>",
    ],
    [
      "another operation's answer",
      "<ListRolesResponse><ListRolesResult><Roles/></ListRolesResult></ListRolesResponse>",
    ],
    ["JSON", "{}"],
  ])("never reads %s as an answer", async (_name, body) => {
    expect(await summary(200, body)).toMatchObject({ ok: false, problem: { reason: "schema-mismatch" } });
  });

  it.each([
    ["{}", {}],
    ["null", "null"],
    ["an array", "[]"],
    ["cut short", '{"Accounts":[{"Id":"1111'],
  ])("never reads %s as a list of accounts", async (_name, body) => {
    expect(await accounts(200, body)).toMatchObject({ ok: false, problem: { reason: "schema-mismatch" } });
  });

  it("tells an empty XML list from a missing one", async () => {
    const reply = (inner: string) =>
      http
        .on("https://iam.amazonaws.com")
        .post("/")
        .reply(
          200,
          `<ListVirtualMFADevicesResponse><ListVirtualMFADevicesResult><IsTruncated>false</IsTruncated>${inner}</ListVirtualMFADevicesResult></ListVirtualMFADevicesResponse>`,
        );
    const list = () =>
      ask(() => iam.send(new ListVirtualMFADevicesCommand({})), {
        operation: "iam:ListVirtualMFADevices",
        requires: ["VirtualMFADevices", "IsTruncated"],
        signal,
      });
    reply("<VirtualMFADevices/>");
    expect(await list()).toMatchObject({ ok: true, value: { VirtualMFADevices: [] } });
    reply("");
    expect(await list()).toMatchObject({ ok: false, problem: { reason: "schema-mismatch" } });
  });

  it("reads an HTML error page by its status", async () => {
    expect(await summary(502, "<html><br>Bad gateway")).toMatchObject({
      ok: false,
      problem: { reason: "provider-error", detail: "HTTP 502 without a readable error" },
    });
    expect(await summary(404, "<!doctype html><title>no</title>")).toMatchObject({
      ok: false,
      problem: { reason: "provider-error" },
    });
  });

  it("passes violations of the gateway on, wherever they are wrapped", () => {
    const violation = new ExhibitError("GATEWAY_OPERATION_NOT_DECLARED", "no");
    expect(() => readError(new Error("wrapped", { cause: violation }), { operation: "iam:X" })).toThrow(violation);
  });

  it("does not ask at all once the run is cancelled", async () => {
    const answer = await ask(() => Promise.reject(new Error("must not be called")), {
      operation: "iam:X",
      requires: [],
      signal: AbortSignal.abort(),
    });
    expect(answer).toMatchObject({ ok: false, problem: { reason: "cancelled" } });
  });

  it("drops namespaces from error names", () => {
    expect(errorName({ name: "com.amazonaws.account#ResourceNotFoundException" })).toBe("ResourceNotFoundException");
    expect(errorName("text")).toBe("Error");
  });
});
