import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRows, neutralise, restore } from "../../src/export/csv.ts";
import { line, markup, plain, safeJson } from "../../src/export/text.ts";
import { derivedUuid } from "../../src/export/uuid.ts";

/** Texts as an attacker would name a resource: formulas, quotes, line ends, lone surrogates, control characters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "'",
        '"',
        ",",
        ";",
        "\t",
        "\r",
        "\n",
        "\r\n",
        " ",
        "\u00a0",
        "\\",
      ),
      fc.constantFrom("\u0000", "\u0008", "\u000c", "\u001b", "\u007f", "\u0085", "\u2028", "\ufeff", "\ufffe"),
      fc.constantFrom("\ud800", "\udfff", "😀", "=cmd|' /C calc'!A0", '=HYPERLINK("https://example.com")', "\\u0000"),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** What XML 1.0, JSON for PostgreSQL and UTF-8 all take. */
const SAFE = /^[^\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]*$/u; // eslint-disable-line no-control-regex

describe("texts of others in exports", () => {
  it("hold nothing that JSON, XML or UTF-8 cannot take, and show what they held", () => {
    expect(plain("a\u0000b\ud800c\u001b[2J")).toBe(String.raw`a\u0000b\ud800c\u001b[2J`);
    expect(plain("two\nlines\tand 😀")).toBe("two\nlines\tand 😀");
    fc.assert(fc.property(nasty, (text) => SAFE.test(plain(text)) && plain(text).isWellFormed()));
  });

  it("are single lines without blanks at the ends where OSCAL wants its string", () => {
    expect(line(" a\nb ")).toBe(String.raw`\u0020a\nb\u0020`);
    expect(line("")).toBe("(empty)");
    expect(line(" ")).toBe(String.raw`\u0020`);
    fc.assert(fc.property(nasty, (text) => /^\S(.*\S)?$/u.test(line(text)) && SAFE.test(line(text))));
  });

  it("are no Markdown where OSCAL reads Markdown", () => {
    expect(markup("*[x](https://example.com)* <b>")).toBe(String.raw`\*\[x\](https://example.com)\* \<b\>`);
    fc.assert(fc.property(nasty, (text) => !/(?<!\\)(?:\\\\)*[*_`<>[\]]/.test(markup(text))));
  });

  it("come out of JSON as they went in, but for what is unsafe", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nasty, fc.record({ text: nasty, number: fc.double({ noNaN: true }) }))),
        (values) => {
          const text = safeJson(values);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\[ubf]/);
          const safe = values.map((value) =>
            typeof value === "string" ? plain(value) : { ...value, text: plain(value.text) },
          );
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(safe)));
        },
      ),
    );
  });
});

describe("CSV", () => {
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(nasty, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    );

  it("is read back by a parser of RFC 4180 as it was, formulas restored", () => {
    fc.assert(
      fc.property(rows, (table) => {
        const read: string[][] = parse(csvRows(table), { record_delimiter: "\r\n" });
        expect(read.map((row) => row.map(restore))).toEqual(table.map((row) => row.map(plain)));
      }),
      { numRuns: 500 },
    );
  });

  it("has no cell that a spreadsheet would compute, whatever it takes for a delimiter", () => {
    fc.assert(
      fc.property(rows, (table) => {
        const read: string[][] = parse(csvRows(table), { record_delimiter: "\r\n" });
        for (const cell of read.flat())
          for (const part of cell.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "\t'=1"],
    ["a;=1", "a;'=1"],
    ["a\n+1", "a\n'+1"],
    ["a-b=c", "a-b=c"],
    ["'quoted'", "'quoted'"],
  ])("writes %j as %j", (text, neutral) => {
    expect(neutralise(text)).toBe(neutral);
    expect(restore(neutral)).toBe(text);
  });

  it("leaves numbers as they are, and tells an absent value from an empty one", () => {
    expect(csvRows([[-1.5, 0, true, null, undefined, "", 'a "b", c']])).toBe('-1.5,0,true,,,"","a ""b"", c"\r\n');
  });
});

describe("derived ids", () => {
  it("are UUIDs of version 5 in the namespace of the documented URL", () => {
    const v5 = (namespace: string, name: string): string => {
      const bytes = createHash("sha1")
        .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
        .update(name)
        .digest();
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    };
    // RFC 9562, appendix A.4.
    expect(v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    const namespace = v5("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "https://exhibit-agent.example/ns");
    expect(derivedUuid("a", "b")).toBe(v5(namespace, '["a","b"]'));
  });

  it("do not collide where parts run together, or hold halves of surrogates", () => {
    const lists = [["ab"], ["a", "b"], ["a", "", "b"], ['a","b'], ["\ud800"], ["\ud801"]];
    expect(new Set(lists.map((parts) => derivedUuid(...parts))).size).toBe(lists.length);
  });
});
