import { expect, it } from "vitest";
import { benchService } from "../../bench/service.ts";

/** The full size (10,000 principals, 5,000 repositories) is `npm run bench -- --only service`. */
it("answers about its health within 150 ms while a run is sealed and judged", { timeout: 600_000 }, async () => {
  const figures = await benchService(() => undefined, { principals: 4_000, repositories: 500 });
  for (const phase of ["collecting", "judging"] as const) {
    const { answers, p99 } = figures[phase];
    expect(answers, phase).toBeGreaterThan(100);
    expect(p99, `${phase}: ${JSON.stringify(figures[phase])}`).toBeLessThan(150);
  }
});
