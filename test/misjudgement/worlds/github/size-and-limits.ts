import { expect } from "vitest";
import type { FaultRule } from "../../../../src/sandbox/faults.ts";
import { repository } from "../../../../src/sandbox/github/builders.ts";
import { judged, type World } from "../../world.ts";
import { name, organisationWith, PROTECTED, world } from "./build.ts";

const MANY = 250;
const many = organisationWith(
  Array.from({ length: MANY }, (_, place) => repository(`service-${String(place + 1).padStart(3, "0")}`)),
);
const SECOND_PAGE: FaultRule = { operation: "github:repos.list-for-org", page: "later", fault: { kind: "deny" } };
/** The third batch of 25 repositories and everything after it meets a limit, as GitHub answers it. */
const LIMIT: FaultRule = {
  operation: "github:graphql.RepositoryBatch",
  from: 3,
  fault: { kind: "throttle", retryAfterSeconds: 120 },
};

/** Lists of many pages, and rate limits in the midst of them. */
export const sizeAndLimits: readonly World[] = [
  world(
    "250 repositories and a token that names no organization's list",
    many,
    [
      {
        case: "GH-10",
        state: "the last of 250 repositories is judged as the first",
        check: PROTECTED,
        subject: name("service-250"),
        outcome: "fail",
      },
    ],
    {},
    [
      [
        "GH-10: 250 judged, and nothing left open",
        (run) => {
          expect(judged(run, PROTECTED)).toHaveLength(MANY);
          expect(run.results.filter(({ subject }) => subject === "*")).toEqual([]);
        },
      ],
    ],
  ),
  world(
    "250 repositories, the second page of them refused",
    many,
    [
      {
        case: "GH-10",
        state: "100 of 250 repositories are seen",
        check: PROTECTED,
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
        observed: /^100 records were seen, the rest was not/,
      },
    ],
    { faults: [SECOND_PAGE] },
    [["GH-10: 100 judged", (run) => expect(judged(run, PROTECTED)).toHaveLength(100)]],
  ),
  world(
    "a secondary rate limit in mid-run that the run does not wait for",
    many,
    [
      {
        case: "GH-12",
        state: "secondary rate limit: the rest is undetermined",
        check: PROTECTED,
        subject: "*",
        outcome: "undetermined",
        reason: "rate-limited",
        observed: /50 repositories had been read/,
      },
    ],
    { faults: [LIMIT] },
    [["GH-12: what was read before stands", (run) => expect(judged(run, PROTECTED)).toHaveLength(50)]],
  ),
  world(
    "a secondary rate limit in mid-run that ends",
    many,
    [{ case: "GH-12", state: "resumed", check: PROTECTED, subject: name("service-250"), outcome: "fail" }],
    { faults: [{ ...LIMIT, count: 1 }], config: { waitForReset: "PT1H" } },
    [
      [
        "GH-12: nothing is missing after it",
        (run) => {
          expect(judged(run, PROTECTED)).toHaveLength(MANY);
          expect(run.results.filter(({ outcome }) => outcome === "undetermined")).toEqual([]);
        },
      ],
    ],
  ),
];
