import { parseXML } from "@aws-sdk/xml-builder";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withLongTextAsCdata } from "./long-text.ts";

const LONG = "QUJD\n".repeat(20_000);

function changed(xml: string): string {
  return Buffer.from(withLongTextAsCdata(new Uint8Array(Buffer.from(xml)))).toString();
}

describe("withLongTextAsCdata", () => {
  test("wraps what is long, and nothing else", () => {
    const xml = `<?xml version="1.0"?><a><short>x</short><long>${LONG}</long><b/></a>`;
    expect(changed(xml)).toBe(`<?xml version="1.0"?><a><short>x</short><long><![CDATA[${LONG}]]></long><b/></a>`);
  });

  test.each([
    ["an entity", `<a><long>${LONG}&lt;</long></a>`],
    ["the end of a section", `<a><long>${LONG}]]></long></a>`],
    ["a section elsewhere", `<a><![CDATA[>]]><long>${LONG}</long></a>`],
    ["a comment", `<a><!-- > --><long>${LONG}</long></a>`],
    ["only short texts", `<a>${"<b>x</b>".repeat(20_000)}</a>`],
    ["a document cut short", `<a><long>${LONG}`],
    ["no document", LONG],
    ["a tag cut short", `<a><long ${LONG}`],
  ])("leaves a document with %s as it is", (_, xml) => {
    expect(changed(xml)).toBe(xml);
  });

  test("the SDK's parser reads the same from both", () => {
    const text = fc.oneof(fc.constantFrom(LONG, `${LONG}&amp;`, `${LONG}]]>`, "", "\n", "x &lt; y"), fc.base64String());
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const xml = `<r at="1">${texts.map((part, n) => `<t${n}>${part}</t${n}>`).join("\n")}</r>`;
        expect(parseXML(changed(xml))).toEqual(parseXML(xml));
      }),
      { numRuns: 20 },
    );
  });
});
