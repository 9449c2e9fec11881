import * as iam from "@aws-sdk/client-iam";
import { afterEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { Clients, NOW } from "./support.ts";

let now = new Date(NOW);
const movingClock = { now: () => now };
let sandbox: Sandbox | undefined;

async function started(account: 0 | 1): Promise<iam.IAMClient> {
  now = new Date(NOW);
  sandbox = await startSandbox({ clock: movingClock, size: { users: 30 } });
  const credentials = sandbox.accounts[account]?.credentials;
  if (credentials === undefined) throw new Error("no account");
  return new Clients(sandbox.url, credentials).iam;
}

afterEach(() => sandbox?.close());

const get = (client: iam.IAMClient): Promise<iam.GetCredentialReportCommandOutput> =>
  client.send(new iam.GetCredentialReportCommand({}));
const generate = async (client: iam.IAMClient): Promise<string | undefined> =>
  (await client.send(new iam.GenerateCredentialReportCommand({}))).State;
const text = ({ Content }: iam.GetCredentialReportCommandOutput): string => new TextDecoder().decode(Content);

describe("the credential report's life", () => {
  it("goes from absent over started and in progress to complete", async () => {
    const client = await started(0);
    await expect(get(client)).rejects.toBeInstanceOf(iam.CredentialReportNotPresentException);
    expect(await generate(client)).toBe("STARTED");
    expect(await generate(client)).toBe("INPROGRESS");
    await expect(get(client)).rejects.toBeInstanceOf(iam.CredentialReportNotReadyException);
    expect((await get(client)).GeneratedTime?.toISOString()).toBe(NOW);
    expect(await generate(client)).toBe("COMPLETE");
  });

  it("keeps the same bytes for four hours, then expires", async () => {
    const client = await started(1);
    const before = await get(client);
    const hourBefore = new Date(Date.parse(NOW) - 3_600_000);
    expect(before.GeneratedTime).toEqual(hourBefore);
    now = new Date(hourBefore.getTime() + 4 * 3_600_000 - 1);
    expect(await generate(client)).toBe("COMPLETE");
    expect(text(await get(client))).toBe(text(before));
    now = new Date(now.getTime() + 1);
    await expect(get(client)).rejects.toBeInstanceOf(iam.CredentialReportExpiredException);
    expect(await generate(client)).toBe("STARTED");
  });
});

describe("the credential report's bytes", () => {
  it("are 22 columns, root first, sorted, LF, without a newline at the end", async () => {
    const report = text(await get(await started(1)));
    expect(report).not.toContain("\r");
    expect(report.endsWith("\n")).toBe(false);
    const [header = "", ...rows] = report.split("\n");
    expect(header.split(",")).toHaveLength(22);
    expect(rows.every((row) => row.split(",").length === 22)).toBe(true);
    expect(rows).toHaveLength(31);
    expect(rows[0]).toBe(
      "<root_account>,arn:aws:iam::444455556666:root,2024-09-13T05:31:00+00:00,not_supported,2024-12-22T05:31:00+00:00,not_supported,not_supported,true," +
        "false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
    );
    const names = rows.slice(1).map((row) => row.split(",")[0]?.toLowerCase() ?? "");
    expect(names).toEqual(names.toSorted());
  });

  it("tell apart no password, a password never used, keys never used and inactive keys", async () => {
    const client = await started(0);
    await generate(client);
    await expect(get(client)).rejects.toThrow();
    const rows = new Map(
      text(await get(client))
        .split("\n")
        .map((row) => [row.slice(0, row.indexOf(",")), row.split(",")]),
    );
    expect(rows.get("deploy-legacy")?.slice(3, 13)).toEqual([
      "false",
      "N/A",
      "N/A",
      "N/A",
      "false",
      "true",
      "2025-10-18T05:31:00+00:00",
      "N/A",
      "N/A",
      "N/A",
    ]);
    expect(rows.get("emeka.lindqvist")?.slice(3, 8)).toEqual([
      "true",
      "no_information",
      "2025-10-18T05:31:00+00:00",
      "N/A",
      "true",
    ]);
    expect(rows.get("ci-freight")?.slice(13, 15)).toEqual(["false", "2026-05-06T05:31:00+00:00"]);
    expect(rows.get("edi-gateway")?.slice(18)).toEqual(["true", "2023-11-18T05:31:00+00:00", "false", "N/A"]);
  });
});
