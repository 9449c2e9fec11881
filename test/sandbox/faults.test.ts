import * as analyzer from "@aws-sdk/client-accessanalyzer";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as sts from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Fault, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { clock, Clients, refusal } from "./support.ts";

let sandbox: Sandbox;
let clients: Clients;

beforeAll(async () => {
  sandbox = await startSandbox({ clock, size: { users: 40 } });
  const [first] = sandbox.accounts;
  if (first === undefined) throw new Error("no account");
  clients = new Clients(sandbox.url, first.credentials);
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

const aliases = (from = clients): Promise<iam.ListAccountAliasesCommandOutput> =>
  from.iam.send(new iam.ListAccountAliasesCommand({}));
const roots = (from = clients): Promise<organizations.ListRootsCommandOutput> =>
  from.organizations.send(new organizations.ListRootsCommand({}));
const analyzers = (from = clients): Promise<analyzer.ListAnalyzersCommandOutput> =>
  from.accessAnalyzer.send(new analyzer.ListAnalyzersCommand({}));

async function names(fault: Fault): Promise<readonly string[]> {
  sandbox.setFault({ operation: "*", fault });
  const errors = [await refusal(aliases()), await refusal(roots()), await refusal(analyzers())];
  return errors.map(({ name, $metadata }) => `${name} ${String($metadata.httpStatusCode)}`);
}

describe("a fault is spoken in each service's own words", () => {
  it.each<[string, Fault, readonly string[]]>([
    ["deny", { kind: "deny" }, ["AccessDenied 403", "AccessDeniedException 400", "AccessDeniedException 403"]],
    ["throttle", { kind: "throttle" }, ["Throttling 400", "TooManyRequestsException 400", "ThrottlingException 429"]],
    [
      "server-error",
      { kind: "server-error" },
      ["ServiceFailureException 500", "ServiceException 500", "InternalServerException 500"],
    ],
    [
      "unavailable",
      { kind: "server-error", status: 503 },
      ["ServiceUnavailable 503", "ServiceUnavailableException 503", "ServiceUnavailableException 503"],
    ],
    [
      "expired-token",
      { kind: "expired-token" },
      ["ExpiredToken 403", "ExpiredTokenException 400", "ExpiredTokenException 403"],
    ],
    [
      "invalid-token",
      { kind: "invalid-token" },
      ["InvalidClientTokenId 403", "UnrecognizedClientException 400", "UnrecognizedClientException 403"],
    ],
    [
      "error",
      { kind: "error", status: 409, code: "LimitExceeded" },
      ["LimitExceededException 409", "LimitExceeded 409", "LimitExceeded 409"],
    ],
    [
      "clock-skew",
      { kind: "clock-skew", offsetMs: 3_600_000, refuse: true },
      ["SignatureDoesNotMatch 403", "InvalidSignatureException 400", "InvalidSignatureException 403"],
    ],
  ])("%s", async (_kind, fault, expected) => {
    expect(await names(fault)).toEqual(expected);
  });
});

describe("which calls a fault befalls", () => {
  it("the first two calls, then all is well: the SDK's retry gets through", async () => {
    sandbox.clearCalls();
    sandbox.setFault({ operation: "iam:ListAccountAliases", count: 2, fault: { kind: "throttle" } });
    const { url, accounts } = sandbox;
    const patient = new Clients(url, accounts[0]?.credentials ?? { accessKeyId: "", secretAccessKey: "" }, {
      maxAttempts: 3,
    });
    expect((await aliases(patient)).AccountAliases).toEqual(["meridian-freight"]);
    expect(sandbox.calls()).toEqual({ "iam:ListAccountAliases": 3 });
  });

  it("one account, one region, one service", async () => {
    sandbox.setFault({ operation: "iam:*", account: "444455556666", fault: { kind: "deny" } });
    sandbox.setFault({ operation: "access-analyzer:ListAnalyzers", region: "us-east-1", fault: { kind: "deny" } });
    const member = new Clients(
      sandbox.url,
      sandbox.accounts[1]?.credentials ?? { accessKeyId: "", secretAccessKey: "" },
    );
    expect((await refusal(aliases(member))).name).toBe("AccessDenied");
    expect(await member.sts.send(new sts.GetCallerIdentityCommand({}))).toHaveProperty("Account");
    expect(await aliases()).toHaveProperty("AccountAliases");
    expect(await analyzers()).toHaveProperty("analyzers");
    const virginia = new Clients(
      sandbox.url,
      sandbox.accounts[0]?.credentials ?? { accessKeyId: "", secretAccessKey: "" },
      { region: "us-east-1" },
    );
    expect((await refusal(analyzers(virginia))).name).toBe("AccessDeniedException");
  });

  it("later pages only", async () => {
    sandbox.setFault({
      operation: "iam:GetAccountAuthorizationDetails",
      page: "later",
      fault: { kind: "server-error" },
    });
    const page = await clients.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 10 }));
    expect(page.IsTruncated).toBe(true);
    expect(
      (
        await refusal(
          clients.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 10, Marker: page.Marker })),
        )
      ).name,
    ).toBe("ServiceFailureException");
  });

  it("the third call from now, until it is switched off", async () => {
    const off = sandbox.setFault({ operation: "iam:ListAccountAliases", from: 3, fault: { kind: "deny" } });
    await aliases();
    await aliases();
    await refusal(aliases());
    off();
    expect(await aliases()).toHaveProperty("AccountAliases");
  });
});

describe("faults of the answer", () => {
  const body = async (fault: Fault, ask: () => Promise<unknown> = aliases): Promise<string> => {
    sandbox.setFault({ operation: "*", fault });
    await ask().catch(() => undefined);
    return clients.last?.body ?? "no answer";
  };

  it("truncate: half the bytes under a length that says they are all", async () => {
    const whole = await body({ kind: "slow", delayMs: 0 });
    sandbox.clearFaults();
    expect(whole.startsWith(await body({ kind: "truncate" }))).toBe(true);
    expect(clients.last?.body.length).toBe(Math.floor(whole.length / 2));
    await refusal(aliases());
  });

  it.each([
    ["html", /^<!DOCTYPE html>/],
    ["empty", /^$/],
    ["json", /^\{"message"/],
    ["empty-object", /^\{\}$/],
    ["other-xml", /^<Surprise>/],
  ] as const)("malformed %s: a good status with another body", async (form, expected) => {
    expect(await body({ kind: "malformed", body: form })).toMatch(expected);
    expect(clients.last?.status).toBe(200);
  });

  it("server-error without the service's envelope", async () => {
    expect(await body({ kind: "server-error", status: 502, form: "html" })).toContain("<html>");
    expect(clients.last?.status).toBe(502);
    sandbox.clearFaults();
    expect(await body({ kind: "server-error", form: "empty" })).toBe("");
    expect(clients.last?.status).toBe(503);
  });

  it("lost-marker: more is promised, nothing says where", async () => {
    sandbox.setFault({ operation: "*", fault: { kind: "lost-marker" } });
    const page = await clients.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 10 }));
    expect([page.IsTruncated, page.Marker]).toEqual([true, undefined]);
  });

  it("looping-marker: a page that leads to itself", async () => {
    sandbox.setFault({ operation: "*", fault: { kind: "looping-marker" } });
    const first = await clients.iam.send(new iam.ListRolesCommand({ MaxItems: 5 }));
    const again = await clients.iam.send(new iam.ListRolesCommand({ MaxItems: 5, Marker: first.Marker }));
    expect(again.Roles).toEqual(first.Roles);
    expect(again.Marker).toBe(first.Marker);
    expect((await roots()).NextToken).toBeDefined();
    expect((await analyzers()).nextToken).toBeDefined();
  });

  it("unknown-fields: on every object, and the SDK still reads the rest", async () => {
    expect(await body({ kind: "unknown-fields" }, roots)).toContain('"FieldOfTomorrow"');
    expect((await roots()).Roots?.[0]?.Id).toBe("r-mf01");
    expect((await aliases()).AccountAliases).toEqual(["meridian-freight"]);
    expect(clients.last?.body).toContain("<FieldOfTomorrow>");
  });

  it("missing-field and wrong-value: wherever the member stands", async () => {
    sandbox.setFault({ operation: "iam:ListRoles", fault: { kind: "missing-field", field: "Arn" } });
    sandbox.setFault({
      operation: "iam:ListRoles",
      fault: { kind: "wrong-value", field: "AssumeRolePolicyDocument", value: "%7Bnot json" },
    });
    const { Roles } = await clients.iam.send(new iam.ListRolesCommand({}));
    expect(Roles?.length).toBeGreaterThan(5);
    expect(
      Roles?.every(
        ({ Arn, AssumeRolePolicyDocument }) => Arn === undefined && AssumeRolePolicyDocument === "%7Bnot json",
      ),
    ).toBe(true);
  });

  it("throttle tells how long to wait, when asked to", async () => {
    sandbox.setFault({ operation: "*", fault: { kind: "throttle", retryAfterSeconds: 7 } });
    const response = await rawAliases();
    expect([response.status, response.headers.get("retry-after")]).toEqual([400, "7"]);
  });

  it("clock-skew: the answer is good and its date is off", async () => {
    sandbox.setFault({ operation: "*", fault: { kind: "clock-skew", offsetMs: -3_600_000 } });
    const response = await rawAliases();
    expect(response.status).toBe(200);
    expect(Date.parse(response.headers.get("date") ?? "")).toBe(clock.now().getTime() - 3_600_000);
  });
});

describe("faults of the connection", () => {
  it.each(["reset", "cut"] as const)("%s: no whole answer arrives", async (kind) => {
    sandbox.setFault({ operation: "*", fault: { kind } });
    await expect(rawAliases().then((response) => response.text())).rejects.toThrow(/fetch failed|terminated/);
  });

  it("slow: the answer comes after the delay", async () => {
    sandbox.setFault({ operation: "*", fault: { kind: "slow", delayMs: 150 } });
    const before = performance.now();
    expect((await rawAliases()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(149);
  });

  it("hang and slow: closing the sandbox ends them", async () => {
    const own = await startSandbox({
      clock,
      faults: [
        { operation: "iam:*", fault: { kind: "hang" } },
        { operation: "sts:*", fault: { kind: "slow", delayMs: 600_000 } },
      ],
    });
    const credentials = own.accounts[0]?.credentials ?? { accessKeyId: "", secretAccessKey: "" };
    const asker = new Clients(own.url, credentials);
    const pending = [refusal(aliases(asker)), refusal(asker.sts.send(new sts.GetCallerIdentityCommand({})))];
    while (own.peakConcurrency() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await own.close();
    expect((await Promise.all(pending)).every((error) => error instanceof Error)).toBe(true);
  });
});

async function rawAliases(): Promise<Response> {
  const key = sandbox.accounts[0]?.credentials.accessKeyId ?? "";
  return fetch(sandbox.url, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261122/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: "Action=ListAccountAliases&Version=2010-05-08",
  });
}
