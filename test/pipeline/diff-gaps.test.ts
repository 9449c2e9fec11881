import { describe, expect, it } from "vitest";
import type { Assessment, ConnectionOutcome, Evidence, Gap } from "../../src/core/index.ts";
import { connectionChanges, gapChanges, Sight } from "../../src/pipeline/diff-gaps.ts";

const KIND = "test.door";
const scope = { platform: "test", account: "a" };

interface Seen {
  readonly gaps?: readonly (Partial<Gap> & { readonly account?: string })[];
  /** Captures of {@link KIND} by account: whether the population was complete. */
  readonly captures?: Readonly<Record<string, boolean>>;
  readonly omitted?: number;
  readonly error?: ConnectionOutcome["error"];
}

/** A run of these connections. */
function sight(connections: Readonly<Record<string, Seen>>): Sight {
  const outcomes = Object.entries(connections).map(([id, { gaps = [], omitted = 0, error }]) => ({
    id,
    gapsOmitted: omitted,
    gaps: gaps.map(({ account = "a", ...gap }) => ({
      kind: KIND,
      reason: "denied",
      detail: "403",
      operation: "door:List",
      scope: { ...scope, account },
      ...gap,
    })),
    ...(error === undefined ? {} : { error }),
  }));
  const evidence = Object.entries(connections).flatMap(([connection, { captures = { a: true } }]) =>
    Object.entries(captures).map(([account, complete]) => ({
      connection,
      kind: KIND,
      scope: { ...scope, account },
      population: { complete },
    })),
  );
  return new Sight({ connections: outcomes } as unknown as Assessment, evidence as unknown as Evidence[]);
}

function gaps(before: Seen | undefined, after: Seen | undefined) {
  const of = (seen: Seen | undefined) => sight(seen === undefined ? {} : { left: seen });
  return gapChanges(of(before), of(after));
}

const WHOLE = "left a test.door door:List denied";
const OF_X = `${WHOLE} x`;
const expired = { code: "AUTH_EXPIRED", message: "the credentials have expired" };
const nothing = { added: [], closed: [], notComparable: [] };

describe("a gap", () => {
  it("is closed when the later run looked there and saw, and added the other way round", () => {
    expect(gaps({ gaps: [{}], captures: { a: false } }, {})).toEqual({ ...nothing, closed: [WHOLE] });
    expect(gaps({}, { gaps: [{}], captures: { a: false } })).toEqual({ ...nothing, added: [WHOLE] });
    expect(gaps({ gaps: [{ subject: "x" }] }, {})).toEqual({ ...nothing, closed: [OF_X] });
    expect(gaps({}, { gaps: [{ subject: "x" }] })).toEqual({ ...nothing, added: [OF_X] });
    expect(gaps({ gaps: [{}] }, { gaps: [{}] })).toEqual(nothing);
  });

  it.each<readonly [string, Seen | undefined]>([
    ["the connection failed", { captures: {}, error: expired }],
    ["the connection was not in the run", undefined],
    ["there is no capture in that scope", { captures: { b: true } }],
    ["the run lists only the first of its gaps", { omitted: 1 }],
  ])("is not seen again because %s", (_why, other) => {
    const one: Seen = { gaps: [{}], captures: { a: false } };
    expect(gaps(one, other)).toEqual({ ...nothing, notComparable: [WHOLE] });
    expect(gaps(other, one)).toEqual({ ...nothing, notComparable: [WHOLE] });
  });

  it("is not seen again because it has another reason, nor its subject because the whole kind was refused", () => {
    const throttled: Seen = { gaps: [{ reason: "rate-limited" }], captures: { a: false } };
    expect(gaps({ gaps: [{}], captures: { a: false } }, throttled)).toEqual({
      ...nothing,
      notComparable: [WHOLE, "left a test.door door:List rate-limited"],
    });
    expect(gaps({ gaps: [{ subject: "x" }] }, { gaps: [{}], captures: { a: false } })).toEqual({
      added: [WHOLE],
      closed: [],
      notComparable: [OF_X],
    });
    const cut: Seen = { gaps: [{ operation: "door:Next" }], captures: { a: false } };
    expect(gaps({ ...cut, gaps: [...(cut.gaps ?? []), { subject: "x" }] }, cut)).toEqual({
      ...nothing,
      notComparable: [OF_X],
    });
  });

  it("of an optional call that never answers hides no other", () => {
    const always = { operation: "door:Count" };
    expect(gaps({ gaps: [always, { subject: "x" }] }, { gaps: [always] })).toEqual({ ...nothing, closed: [OF_X] });
  });
});

describe("a connection", () => {
  const changes = (before: Readonly<Record<string, Seen>>, after: Readonly<Record<string, Seen>>) =>
    connectionChanges(sight(before), sight(after)).map(({ id, change, because }) => `${id} ${change} ${because}`);
  const failed: Seen = { captures: {}, error: expired };

  it("of which nothing is seen any more is lost, and back when there is something", () => {
    const because = "AUTH_EXPIRED: the credentials have expired";
    expect(changes({ left: {}, right: {} }, { left: failed, right: {} })).toEqual([`left lost ${because}`]);
    expect(changes({ left: failed }, { left: {} })).toEqual([`left regained ${because}`]);
    expect(changes({ left: failed }, { left: failed })).toEqual([]);
  });

  it("that only one run was about is lost, and never back", () => {
    expect(changes({ left: {}, right: {} }, { right: {} })).toEqual(["left lost not in the later run"]);
    expect(changes({ right: {} }, { left: {}, right: {} })).toEqual([]);
  });
});
