import { scopeKey, type Assessment, type ConnectionOutcome, type Evidence } from "../core/index.ts";

/** A connection of which one run sealed evidence and the other, for the reason given, did not. */
export interface ConnectionChange {
  readonly id: string;
  readonly change: "lost" | "regained";
  readonly because: string;
}

export interface GapChanges {
  readonly added: readonly string[];
  readonly closed: readonly string[];
  /** Gaps of one run of which the other cannot tell: see {@link Sight.saw}. */
  readonly notComparable: readonly string[];
}

/** What one run saw and could not see. */
export class Sight {
  readonly connections: ReadonlyMap<string, ConnectionOutcome>;
  readonly gaps: ReadonlyMap<string, Unseen>;
  /** By connection, scope and kind: whether the population was seen to its end. */
  readonly #captures: ReadonlyMap<string, boolean>;
  readonly #sealing: ReadonlySet<string>;

  constructor({ connections }: Pick<Assessment, "connections">, evidence: readonly Evidence[]) {
    this.connections = new Map(connections.map((one) => [one.id, one]));
    this.gaps = new Map(connections.flatMap(gapsOf).map((gap) => [gap.text, gap]));
    this.#captures = new Map(
      evidence.map((one) => [placeOf(one.connection, one.kind, one.scope), one.population.complete]),
    );
    this.#sealing = new Set(evidence.map(({ connection }) => connection));
  }

  /** Whether it sealed any evidence of this connection. */
  looked(connection: string): boolean {
    return this.#sealing.has(connection);
  }

  /**
   * Whether this run did see what was a gap in the other. It did not where it has no capture of the kind in that scope,
   * where it lists only the first of its gaps, where it met another gap in the same place (`anew`), and where the list did
   * not end, so that nobody knows whether it came as far as this subject.
   */
  saw(gap: Unseen, anew: ReadonlySet<string>): boolean {
    const complete = this.#captures.get(gap.place);
    if (complete === undefined || (this.connections.get(gap.connection)?.gapsOmitted ?? 0) > 0) return false;
    if (gap.subject !== undefined && !complete) return false;
    return !anew.has(gap.place) && !anew.has(spotOf(gap));
  }
}

interface Unseen {
  readonly text: string;
  readonly connection: string;
  readonly place: string;
  readonly subject: string | undefined;
}

function gapsOf({ id, gaps }: ConnectionOutcome): readonly Unseen[] {
  return gaps.map(({ kind, reason, operation, subject, scope }) => ({
    text: [id, scope.account, scope.region ?? "", kind, operation, reason, subject ?? ""]
      .filter((part) => part !== "")
      .join(" "),
    connection: id,
    place: placeOf(id, kind, scope),
    subject,
  }));
}

function placeOf(connection: string, kind: string, scope: Evidence["scope"]): string {
  return JSON.stringify([connection, kind, scopeKey(scope)]);
}

/** Of one subject, or of the place as a whole. */
function spotOf({ place, subject }: Unseen): string {
  return subject === undefined ? place : `${place}\n${subject}`;
}

/** Gaps that came and went. Only a run that looked can say that something is seen again, or no longer. */
export function gapChanges(before: Sight, after: Sight): GapChanges {
  const gone = [...before.gaps.values()].filter(({ text }) => !after.gaps.has(text));
  const come = [...after.gaps.values()].filter(({ text }) => !before.gaps.has(text));
  const [goneFrom, comeTo] = [new Set(gone.map(spotOf)), new Set(come.map(spotOf))];
  const closed = gone.filter((gap) => after.saw(gap, comeTo));
  const added = come.filter((gap) => before.saw(gap, goneFrom));
  const told = new Set([...closed, ...added]);
  return {
    added: added.map(({ text }) => text),
    closed: closed.map(({ text }) => text),
    notComparable: [...gone, ...come].flatMap((gap) => (told.has(gap) ? [] : [gap.text])),
  };
}

/** Connections that were lost or are back as a whole. One that the earlier run was not about is no news of either kind. */
export function connectionChanges(before: Sight, after: Sight): readonly ConnectionChange[] {
  const ids = [...new Set([...before.connections.keys(), ...after.connections.keys()])];
  return ids.flatMap((id): ConnectionChange[] => {
    if (before.looked(id) && !after.looked(id))
      return [{ id, change: "lost", because: whyUnseen(after.connections.get(id)) }];
    if (!before.looked(id) && after.looked(id) && before.connections.has(id))
      return [{ id, change: "regained", because: whyUnseen(before.connections.get(id)) }];
    return [];
  });
}

function whyUnseen(connection: ConnectionOutcome | undefined): string {
  if (connection === undefined) return "not in the later run";
  const { error } = connection;
  return error === undefined ? "nothing was sealed" : `${error.code}: ${error.message}`;
}
