/** What a service needs before it can do its work. */
export const PARTS = ["database", "migrations", "queue", "configuration"] as const;
export type Part = (typeof PARTS)[number];

export interface PartState {
  readonly ok: boolean;
  /** Why not: one sentence, without secrets. */
  readonly detail?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly state: "starting" | "serving" | "stopping";
  readonly parts: Readonly<Record<Part, PartState>>;
}

/** Remembers what the start found, and asks again what can change. */
export class ReadinessBoard {
  #state: Readiness["state"] = "starting";
  readonly #parts = new Map<Part, PartState>();
  readonly #probes = new Map<Part, () => Promise<PartState>>();

  enter(state: Readiness["state"]): void {
    this.#state = state;
  }

  set(part: Part, state: PartState): void {
    this.#parts.set(part, state);
  }

  /** Asked at every question from now on, instead of what was set. MUST answer in bounded time and never reject. */
  probe(part: Part, ask: () => Promise<PartState>): void {
    this.#probes.set(part, ask);
  }

  async ask(): Promise<Readiness> {
    const parts: Partial<Record<Part, PartState>> = {};
    await Promise.all(
      PARTS.map(async (part) => {
        parts[part] = (await this.#probes.get(part)?.()) ?? this.#parts.get(part) ?? NOT_YET;
      }),
    );
    const known = Object.fromEntries(PARTS.map((part) => [part, parts[part] ?? NOT_YET])) as Record<Part, PartState>;
    const ready = this.#state === "serving" && PARTS.every((part) => known[part].ok);
    return { ready, state: this.#state, parts: known };
  }
}

const NOT_YET: PartState = { ok: false, detail: "not started yet" };
