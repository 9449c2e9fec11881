import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeGenerators } from "../../_aws/merge.ts";
import { byMarker, collectAll, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { decodePolicyDocument, UndecodableDocument } from "../../_aws/policy-documents.ts";
import { AwsIamConfig } from "../config.ts";
import { parseCredentialReport, ReportUnreadable } from "../credential-report-csv.ts";
import { policyRecord, userRecord } from "../records.ts";

const signal = new AbortController().signal;
interface Page {
  readonly IsTruncated?: boolean;
  readonly Marker?: string;
  readonly Items?: readonly number[];
}

function list(answers: readonly Page[]) {
  let asked = 0;
  const source = pages<Page>({
    operation: "iam:List",
    requires: ["Items", "IsTruncated"],
    signal,
    fetch: async () => answers[asked++] ?? {},
    continuation: byMarker,
  });
  return collectAll(source, ({ Items }) => Items ?? []);
}

describe("lists", () => {
  it("go on while the source says so, empty and short pages included", async () => {
    const answers = [
      { IsTruncated: true, Marker: "a", Items: [1] },
      { IsTruncated: true, Marker: "b", Items: [] },
      { IsTruncated: false, Items: [2] },
    ];
    expect(await list(answers)).toEqual({ items: [1, 2], problem: undefined });
  });

  it.each([
    ["more without a marker", [{ IsTruncated: true, Items: [1] }], "truncated"],
    [
      "a marker that comes again",
      [
        { IsTruncated: true, Marker: "a", Items: [1] },
        { IsTruncated: true, Marker: "a", Items: [2] },
      ],
      "truncated",
    ],
    [
      "a later page without its list",
      [{ IsTruncated: true, Marker: "a", Items: [1] }, { IsTruncated: false }],
      "schema-mismatch",
    ],
    ["no word about the end", [{ Items: [1] }], "schema-mismatch"],
  ] as const)("are incomplete with %s", async (_name, answers, reason) => {
    expect((await list(answers)).problem?.reason).toBe(reason);
  });
});

describe("policy documents", () => {
  it("come back as they went in, whatever they hold", () => {
    const document = fc.record({
      Version: fc.string(),
      Statement: fc.array(
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.string(),
        ),
      ),
    });
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value);
        if (!text.isWellFormed()) return;
        expect(decodePolicyDocument(encodeURIComponent(text))).toEqual(JSON.parse(text));
        expect(decodePolicyDocument(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("are refused when they are none", () => {
    for (const text of [undefined, "", "%7B", "%ZZ", "%5B%5D", "null"])
      expect(() => decodePolicyDocument(text)).toThrow(UndecodableDocument);
  });

  it("leave a record only with their document", () => {
    expect(() =>
      policyRecord({
        Arn: "arn:aws:iam::111122223333:policy/p",
        PolicyVersionList: [{ VersionId: "v1", Document: "%7Bnot json" }],
      }),
    ).toThrow(UndecodableDocument);
    expect(policyRecord({ Arn: "arn:aws:iam::111122223333:policy/team/p" })).toMatchObject({ PolicyName: "p" });
  });
});

describe("records", () => {
  it("read an absent UserPolicyList as none, and invent nothing else", () => {
    expect(userRecord({ UserName: "ada", CreateDate: new Date(0), GroupList: undefined })).toEqual({
      UserName: "ada",
      CreateDate: "1970-01-01T00:00:00.000Z",
      UserPolicyList: [],
    });
  });

  it("do not pass an unreadable date on as an instant", () => {
    expect(plain({ at: new Date(Number.NaN), $metadata: {}, gone: undefined })).toEqual({ at: "unreadable instant" });
  });
});

const HEADER = "user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active";
async function rows(text: string) {
  return Array.fromAsync(parseCredentialReport(Buffer.from(text)));
}

describe("credential report", () => {
  it("is read by column name, in any order, with columns that nobody knows", async () => {
    const text = `additional_credentials_info,${HEADER}\nx,<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,true,false,false`;
    expect(await rows(text)).toMatchObject([
      { user: "<root_account>", mfa_active: "true", additional_credentials_info: "x" },
    ]);
  });

  it.each([
    ["nothing", ""],
    ["an HTML page", "<html><body>sign in</body></html>"],
    ["a header that lacks columns", "user,arn\na,b"],
    ["a column named twice", `${HEADER},user\n`],
    ["a row cut short", `${HEADER}\nada,arn:aws:iam::111122223333:user/ada,2020`],
    ["a quote that is never closed", `${HEADER}\n"ada,arn,x,y,z,a,b`],
  ])("is refused when it is %s", async (_name, text) => {
    await expect(rows(text)).rejects.toThrow(ReportUnreadable);
  });
});

describe("several accounts", () => {
  it("are merged with no more than so many at work, and nothing is lost", async () => {
    let active = 0;
    let peak = 0;
    async function* source(n: number): AsyncGenerator<number, void, void> {
      active += 1;
      peak = Math.max(peak, active);
      for (let i = 0; i < 3; i += 1) {
        await Promise.resolve();
        yield n * 10 + i;
      }
      active -= 1;
    }
    const seen = await Array.fromAsync(
      mergeGenerators(
        Array.from({ length: 9 }, (_, n) => () => source(n)),
        5,
      ),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 9 }, (_, n) => [0, 1, 2].map((i) => n * 10 + i)).flat(),
    );
    expect(peak).toBe(5);
  });
});

describe("configuration", () => {
  it.each([
    [{}, true],
    [
      { organization: { roleName: "R", exclude: [{ id: "444455556666", owner: "CISO", reason: "test account" }] } },
      true,
    ],
    [{ profil: "typo" }, false],
    [{ accounts: [{ id: "444455556666", roleArn: "arn:aws:iam::111122223333:role/R" }] }, false],
    [{ accounts: [{ id: "444455556666" }, { id: "444455556666" }] }, false],
    [{ accounts: [{ id: "444455556666" }], organization: { roleName: "R" } }, false],
    [{ organization: { roleName: "R", exclude: [{ id: "444455556666" }] } }, false],
    [{ externalId: "no role" }, false],
    [{ concurrency: 6 }, false],
    [{ credentialReportMaxAge: "4 hours" }, false],
    [{ region: "Ireland" }, false],
  ])("%j is accepted: %s", (config, accepted) => {
    expect(AwsIamConfig.safeParse(config).success).toBe(accepted);
  });
});
