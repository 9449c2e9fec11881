import { expect, it } from "vitest";
import { redactLabels } from "./metrics.ts";

it("takes secrets out of labels only, so that the text stays one that Prometheus reads", () => {
  const redact = (text: string): string => text.replaceAll("exhibit", "[withheld]");
  const text = '# TYPE exhibit_info gauge\nexhibit_info{role="serve",connection="my-exhibit \\"a\\""} 1\n';
  expect(redactLabels(text, redact)).toBe(
    '# TYPE exhibit_info gauge\nexhibit_info{role="serve",connection="my-[withheld] \\"a\\""} 1\n',
  );
});
