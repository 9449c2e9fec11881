/** Lets `places` in at a time, in order of arrival. */
export class Gate {
  #free: number;
  #closed = false;
  readonly #waiting: ((entered: boolean) => void)[] = [];

  /** When the signal is aborted nobody is let in any more. */
  constructor(places: number, signal: AbortSignal) {
    this.#free = places;
    signal.addEventListener("abort", () => this.#close(), { once: true });
  }

  /** False when the gate has closed. Who got true MUST call {@link leave}. */
  async enter(): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next(true);
  }

  #close(): void {
    this.#closed = true;
    for (const turnAway of this.#waiting.splice(0)) turnAway(false);
  }
}
