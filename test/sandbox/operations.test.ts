import * as iam from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { idsOf } from "./ids.ts";
import { type Ids, OPERATION_CALLS, type OperationCall, send } from "./operation-calls.ts";
import { emptyReading, outputSchema, read } from "./service-model.ts";
import { clock, Clients } from "./support.ts";
import { dropped, type Node, parseQueryXml } from "./wire.ts";

let sandbox: Sandbox;
let clients: Clients;
let member: Clients;
let ids: Ids;

beforeAll(async () => {
  sandbox = await startSandbox({ clock });
  const [first, second] = sandbox.accounts;
  if (first === undefined || second === undefined) throw new Error("too few accounts");
  clients = new Clients(sandbox.url, first.credentials);
  member = new Clients(sandbox.url, second.credentials);
  ids = idsOf(sandbox, first.id);
  await finishReport();
});
afterAll(() => sandbox.close());

/** The wire's data: what stands inside the result element, or the JSON object. */
function wireData(operation: string, from = clients): Node {
  const body = from.last?.body ?? "";
  if (!body.startsWith("<")) return JSON.parse(body) as Node;
  const name = operation.slice(operation.indexOf(":") + 1);
  const response = (parseQueryXml(body) as Record<string, Record<string, Node>>)[`${name}Response`];
  expect(response?.["ResponseMetadata"]).toHaveProperty("RequestId");
  return response?.[`${name}Result`] ?? {};
}

describe("every operation, read by the vendor's SDK", () => {
  it("is in the table of calls", () => {
    expect(OPERATION_CALLS.map(({ operation }) => operation).toSorted()).toEqual(
      OPERATIONS.filter((id) => id !== "iam:GetServiceLastAccessedDetails").toSorted(),
    );
  });

  it.each(OPERATION_CALLS)(
    "$operation: the SDK drops nothing that was sent and misses nothing that the model requires",
    async (entry: OperationCall) => {
      const commands = entry.commands(ids);
      expect(commands.length).toBeGreaterThan(0);
      const asker = entry.inMember === true ? member : clients;
      for (const command of commands) {
        const output = await send(asker, entry.client, command);
        expect(dropped(wireData(entry.operation, asker), output)).toEqual([]);
        const reading = emptyReading();
        read(outputSchema(command), output, reading);
        // The one deviation is AWS's own: the root user of a virtual MFA device has no name and no path.
        expect([...reading.missing]).toEqual(
          entry.operation === "iam:ListVirtualMFADevices" ? ["User.Path", "User.UserName"] : [],
        );
        expect(reading.declared.size).toBeGreaterThan(0);
      }
    },
  );

  it("reads a service-last-accessed job to its end, page by page", async () => {
    const { JobId } = await clients.iam.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn: ids.roleArn }));
    if (JobId === undefined) throw new Error("no job");
    const early = await clients.iam.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId }));
    expect(early.JobStatus).toBe("IN_PROGRESS");
    const first = await send(clients, "iam", new iam.GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 2 }));
    expect(dropped(wireData("iam:GetServiceLastAccessedDetails"), first)).toEqual([]);
    expect(first).toMatchObject({ JobStatus: "COMPLETED", IsTruncated: true });
    const rest = await clients.iam.send(
      new iam.GetServiceLastAccessedDetailsCommand({ JobId, Marker: String(first["Marker"]) }),
    );
    expect(rest.ServicesLastAccessed?.map(({ ServiceNamespace }) => ServiceNamespace)).toEqual(["dynamodb"]);
  });
});

describe("the service model's members", () => {
  /** Not sent on purpose: secrets that list operations never give, and features that Meridian Freight does not use. */
  const NEVER_SENT = new Set([
    "VirtualMFADevice.Base32StringSeed",
    "VirtualMFADevice.QRCodePNG",
    "VirtualMFADevice.Tags",
    "User.PermissionsBoundary",
    "User.Tags",
    "Role.PermissionsBoundary",
    "Role.Tags",
    "Role.RoleLastUsed",
    "Role.SourceRoleTemplate",
    "RoleDetail.SourceRoleTemplate",
    "InstanceProfile.Tags",
    "AssumeRoleResponse.SourceIdentity",
    "PasswordPolicy.MaxPasswordAge",
    "PasswordPolicy.HardExpiry",
    "GenerateCredentialReportResponse.Description",
    "AssumeRoleResponse.SessionTokenUtilization",
    "AssumeRoleResponse.SessionTokenSize",
    "AnalyzerSummary.statusReason",
    "AnalyzerSummary.managedBy",
    "InstanceMetadata.IdentityStoreArn",
    "InstanceMetadata.StatusReason",
    "InstanceMetadata.PrimaryRegion",
    "InstanceMetadata.Regions",
    "PermissionSet.RelayState",
    // AWS Config: what only a failing or unusual region has (tests of the collector send it), and what nobody judges.
    "ConfigExportDeliveryInfo.lastErrorCode",
    "ConfigExportDeliveryInfo.lastErrorMessage",
    "ConfigExportDeliveryInfo.nextDeliveryTime",
    "ConfigRule.Description",
    "ConfigRule.MaximumExecutionFrequency",
    "ConfigRule.RuleEvaluationVisibility",
    "ConfigRuleEvaluationStatus.LastDeactivatedTime",
    "ConfigRuleEvaluationStatus.LastDebugLogDeliveryStatus",
    "ConfigRuleEvaluationStatus.LastDebugLogDeliveryStatusReason",
    "ConfigRuleEvaluationStatus.LastDebugLogDeliveryTime",
    "ConfigStreamDeliveryInfo.lastErrorCode",
    "ConfigStreamDeliveryInfo.lastErrorMessage",
    "ConfigurationAggregator.AccountAggregationSources",
    "ConfigurationAggregator.AggregatorFilters",
    "ConfigurationAggregator.CreatedBy",
    "ConfigurationRecorder.connectorArn",
    "ConfigurationRecorder.scopeConfiguration",
    "ConfigurationRecorderStatus.lastErrorCode",
    "ConfigurationRecorderStatus.lastErrorMessage",
    "ConfigurationRecorderStatus.lastStopTime",
    "ConfigurationRecorderStatus.servicePrincipal",
    "ConfigurationRecorderSummary.provider",
    "ConformancePackDetail.CreatedBy",
    "ConformancePackDetail.DeliveryS3Bucket",
    "ConformancePackDetail.DeliveryS3KeyPrefix",
    "ConformancePackDetail.TemplateSSMDocumentDetails",
    "DeliveryChannel.s3KeyPrefix",
    "EvaluationResult.ResultToken",
    "EvaluationResultIdentifier.ResourceEvaluationId",
    "OrganizationAggregationSource.AwsRegions",
    "RecordingGroup.exclusionByResourceTypes",
    "RemediationConfiguration.CreatedByService",
    "RemediationConfiguration.ExecutionControls",
    "RemediationConfiguration.ResourceType",
    "RemediationConfiguration.RetryAttemptSeconds",
    "RemediationConfiguration.TargetVersion",
    "RemediationParameterValue.ResourceValue",
    "Scope.ComplianceResourceId",
    "Scope.ServicePrincipals",
    "Scope.TagKey",
    "Scope.TagValue",
    "Source.CustomPolicyDetails",
    "Source.SourceDetails",
  ]);
  const PAGING = /\.(Marker|NextToken|nextToken)$/;

  it("are all sent by the sandbox somewhere, save those named here", async () => {
    const reading = emptyReading();
    // Identity Store is left out: nearly all its members are personal details that nobody collects.
    for (const entry of OPERATION_CALLS.filter(({ client }) => client !== "identityStore"))
      for (const command of entry.commands(ids))
        read(
          outputSchema(command),
          await send(entry.inMember === true ? member : clients, entry.client, command),
          reading,
        );
    const unsent = [...reading.declared].filter(
      (name) => !reading.seen.has(name) && !PAGING.test(name) && !NEVER_SENT.has(name),
    );
    expect(unsent).toEqual([]);
  });
});

async function finishReport(): Promise<void> {
  const start = await clients.iam.send(new iam.GenerateCredentialReportCommand({}));
  expect(start.State).toBe("STARTED");
  await expect(clients.iam.send(new iam.GetCredentialReportCommand({}))).rejects.toThrow(
    iam.CredentialReportNotReadyException,
  );
}
