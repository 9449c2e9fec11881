import * as account from "@aws-sdk/client-account";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import { assert, asyncProperty, integer } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { clock, Clients } from "./support.ts";

let sandbox: Sandbox;
let clients: Clients;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock,
    size: { users: 60, groups: 12, roles: 50, policies: 20, accounts: 45 },
    pageStyle: "short",
  });
  const [first] = sandbox.accounts;
  if (first === undefined) throw new Error("no account");
  clients = new Clients(sandbox.url, first.credentials);
});
afterAll(() => sandbox.close());

interface Details {
  readonly names: readonly string[];
  readonly pages: readonly number[];
}

async function allDetails(MaxItems: number): Promise<Details> {
  const names: string[] = [];
  const pages: number[] = [];
  for await (const page of iam.paginateGetAccountAuthorizationDetails(
    { client: clients.iam, pageSize: MaxItems },
    {},
  )) {
    const items = [
      ...(page.UserDetailList ?? []).map(({ Arn }) => Arn),
      ...(page.GroupDetailList ?? []).map(({ Arn }) => Arn),
      ...(page.RoleDetailList ?? []).map(({ Arn }) => Arn),
      ...(page.Policies ?? []).map(({ Arn }) => Arn),
    ];
    names.push(...items.map(String));
    pages.push(items.length);
  }
  return { names, pages };
}

describe("pages", () => {
  it("put together are the same list, whatever the page size", async () => {
    const whole = await allDetails(1000);
    expect(new Set(whole.names).size).toBe(whole.names.length);
    expect(whole.names.length).toBeGreaterThanOrEqual(60 + 12 + 50 + 20);
    await assert(
      asyncProperty(integer({ min: 3, max: 200 }), async (size) => {
        expect((await allDetails(size)).names).toEqual(whole.names);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it("may be shorter than asked for although more follows", async () => {
    const { pages } = await allDetails(10);
    const all = pages.slice(0, -1);
    expect(all.some((length) => length < 10)).toBe(true);
    expect(Math.max(...all)).toBe(10);
  });

  it("carry credentials of all users across page ends", async () => {
    const devices: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await clients.iam.send(new iam.ListVirtualMFADevicesCommand({ MaxItems: 2, Marker }));
      devices.push(...(page.VirtualMFADevices ?? []).map(({ SerialNumber }) => String(SerialNumber)));
      Marker = page.IsTruncated === true ? page.Marker : undefined;
    } while (Marker !== undefined);
    const { SummaryMap } = await clients.iam.send(new iam.GetAccountSummaryCommand({}));
    expect(devices).toHaveLength(SummaryMap?.MFADevices ?? -1);
    expect(new Set(devices).size).toBe(devices.length);
    const assigned = await clients.iam.send(
      new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned", MaxItems: 1000 }),
    );
    const unassigned = await clients.iam.send(new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: "Unassigned" }));
    expect(assigned.VirtualMFADevices?.every(({ User }) => User !== undefined)).toBe(true);
    expect(unassigned.VirtualMFADevices?.map(({ SerialNumber }) => SerialNumber)).toEqual([
      "arn:aws:iam::111122223333:mfa/spare-phone",
    ]);
    expect((assigned.VirtualMFADevices?.length ?? 0) + 1).toBe(devices.length);
  });

  it("of Organizations hold at most 20, and one of them is empty with a token", async () => {
    const lengths: number[] = [];
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await clients.organizations.send(
        new organizations.ListAccountsCommand({ NextToken, MaxResults: 2 }),
      );
      lengths.push(page.Accounts?.length ?? -1);
      ids.push(...(page.Accounts ?? []).map(({ Id }) => String(Id)));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(lengths.slice(0, 3)).toEqual([2, 0, 2]);
    expect(ids).toEqual(sandbox.organisation.accounts.map(({ id }) => id));
    expect(ids).toHaveLength(46);
    const { Accounts } = await clients.organizations.send(new organizations.ListAccountsCommand({}));
    expect(Accounts).toHaveLength(2);
    const delegated = await clients.organizations.send(new organizations.ListDelegatedAdministratorsCommand({}));
    expect([delegated.DelegatedAdministrators?.length, delegated.NextToken]).toEqual([0, expect.any(String)]);
    const rest = await clients.organizations.send(
      new organizations.ListDelegatedAdministratorsCommand({ NextToken: delegated.NextToken }),
    );
    expect([rest.DelegatedAdministrators?.length, rest.NextToken]).toEqual([1, undefined]);
  });

  it("of REST services follow their token", async () => {
    const regions: string[] = [];
    for await (const page of account.paginateListRegions({ client: clients.account, pageSize: 4 }, {}))
      regions.push(...(page.Regions ?? []).map(({ RegionName }) => String(RegionName)));
    expect(regions).toEqual(sandbox.organisation.accounts[0]?.regions.map(({ name }) => name));
  });

  it("can be filtered by kind of entity", async () => {
    const page = await clients.iam.send(
      new iam.GetAccountAuthorizationDetailsCommand({ Filter: ["Group"], MaxItems: 1000 }),
    );
    expect([page.GroupDetailList?.length, page.UserDetailList?.length, page.Policies?.length]).toEqual([12, 0, 0]);
  });
});

describe("size", () => {
  it("answers for ten thousand users and roles page by page, the same on every start", async () => {
    const large = { users: 10_000, roles: 10_000, groups: 100, policies: 500 };
    const [one, two] = await Promise.all([
      startSandbox({ clock, size: large, seed: 3 }),
      startSandbox({ clock, size: large, seed: 3 }),
    ]);
    try {
      const [first] = one.accounts;
      if (first === undefined) throw new Error("no account");
      const marker = Buffer.from("sandbox:9000").toString("base64");
      const page = async (url: string): Promise<string> => {
        const asker = new Clients(url, first.credentials);
        const { SummaryMap } = await asker.iam.send(new iam.GetAccountSummaryCommand({}));
        expect(SummaryMap).toMatchObject({ Users: 10_000, Roles: 10_000, Groups: 100, Policies: 500 });
        const answer = await asker.iam.send(
          new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, Marker: marker }),
        );
        expect(answer.UserDetailList).toHaveLength(1000);
        expect(answer.IsTruncated).toBe(true);
        return asker.last?.body ?? "";
      };
      const withoutRequestId = (body: string): string => body.replace(/<RequestId>.*<\/RequestId>/, "");
      expect(withoutRequestId(await page(one.url))).toBe(withoutRequestId(await page(two.url)));
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  it("makes documents as long as those of real accounts", async () => {
    const { RoleDetailList } = await clients.iam.send(
      new iam.GetAccountAuthorizationDetailsCommand({ Filter: ["Role"], MaxItems: 1000 }),
    );
    const lengths = (RoleDetailList ?? [])
      .filter(({ RoleName }) => RoleName?.startsWith("service-"))
      .flatMap(({ RolePolicyList }) => RolePolicyList ?? [])
      .map(({ PolicyDocument }) => decodeURIComponent(PolicyDocument ?? "").length);
    expect(lengths.length).toBeGreaterThan(20);
    expect(Math.min(...lengths)).toBeGreaterThan(450);
    expect(Math.max(...lengths)).toBeLessThan(2100);
  });
});
