import { describe, expect, it } from "vitest";
import { type Resolver, unquoted } from "../dns.ts";
import type { DnsAnswer } from "../evidence.ts";
import { collectFrom, configOf, of, withSandbox } from "./support.ts";

function zone(
  names: Readonly<Record<string, readonly string[]>>,
  failing: readonly string[] = [],
): Resolver & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (name, type): Promise<DnsAnswer> => {
      asked.push(`${name} ${type}`);
      const values = names[`${name} ${type}`];
      if (failing.includes(name))
        return { name, type, state: "failed", values: [], reason: "provider-error", detail: "SERVFAIL" };
      return values === undefined
        ? { name, type, state: "absent", values: [] }
        : { name, type, state: "answered", values: [...values] };
    },
  };
}

describe("mail records", () => {
  it("come through the door by DNS over HTTPS; Google's test aliases are left out with a reason", () =>
    withSandbox({}, async (sandbox) => {
      const { records, populations, gaps } = of(await collectFrom(configOf(sandbox)), "domain-dns");
      expect(gaps).toEqual([]);
      expect(records.map(({ domainName }) => domainName)).toEqual([
        "meridian.example.com",
        "depot.example.org",
        "example.com",
      ]);
      expect(populations).toMatchObject([{ complete: true, reported: 4, excluded: [{ owner: "Google", count: 1 }] }]);
      expect(records[0]).toMatchObject({
        spf: { state: "answered", values: ["v=spf1 include:_spf.google.com -all"] },
        dkim: [{ selector: "google", answer: { state: "answered" } }],
        mtaSts: { values: ["v=STSv1; id=20260101000000Z"] },
      });
    }));

  it("asks every selector when none answers, and leaves open whether there is another (GWS-12)", () =>
    withSandbox({}, async (sandbox) => {
      const ask = async (selectors: readonly string[]) =>
        of(await collectFrom(configOf(sandbox, { dns: { selectors: [...selectors] } })), "domain-dns").records[1]?.[
          "dkim"
        ];
      expect(await ask([])).toMatchObject(
        ["google", "selector1", "selector2"].map((selector) => ({ selector, answer: { state: "absent", values: [] } })),
      );
      expect(await ask(["freight2019"])).toHaveLength(4);
      expect(await ask(["freight2019"])).toContainEqual(
        expect.objectContaining({ selector: "freight2019", answer: expect.objectContaining({ state: "answered" }) }),
      );
    }));

  it("looks for DMARC further up where a domain has none, and not where it has", async () => {
    const resolver = zone({ "_dmarc.example.net TXT": ["v=DMARC1; p=reject"], "a.b.example.net TXT": ["v=spf1 -all"] });
    await withSandbox({}, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox, { domains: ["a.b.example.net", "example.net"] }), {
        resolver,
      });
      const records = of(collected, "domain-dns").records;
      const record = records.find(({ domainName }) => domainName === "a.b.example.net");
      expect(record).toMatchObject({
        dmarc: { values: [] },
        dmarcOfParent: { name: "_dmarc.example.net", values: ["v=DMARC1; p=reject"] },
      });
      expect(records.find(({ domainName }) => domainName === "example.net")).not.toHaveProperty("dmarcOfParent");
      expect(resolver.asked).not.toContain("_dmarc.net TXT");
    });
  });

  it("takes no answer for no word", async () => {
    const resolver = zone({}, ["_dmarc.depot.example.org"]);
    await withSandbox({}, async (sandbox) => {
      const { gaps, populations, records } = of(await collectFrom(configOf(sandbox), { resolver }), "domain-dns");
      expect(gaps).toMatchObject([
        { subject: "depot.example.org", reason: "provider-error", operation: "dns:resolve" },
      ]);
      expect(populations).toMatchObject([{ complete: false }]);
      expect(records[1]).toMatchObject({ dmarc: { state: "failed" } });
    });
  });

  it.each([
    ["v=spf1 -all", "v=spf1 -all"],
    ['"v=spf1 -all"', "v=spf1 -all"],
    ['"v=DKIM1; p=AB" "CD"', "v=DKIM1; p=ABCD"],
    [String.raw`"say \"hi\""`, 'say "hi"'],
  ])("reads %s as one text", (shown, text) => expect(unquoted(shown)).toBe(text));
});
