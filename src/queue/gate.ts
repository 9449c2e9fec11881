/** Lets `places` in at a time, in order of arrival. */
export class Gate {
  #free: number;
  readonly #waiting: { readonly enter: () => void }[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /** False when no place came free in time. Who got true MUST call {@link leave}. */
  async enter(patienceMs: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const place = {
        enter: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        resolve(false);
      }, patienceMs);
      this.#waiting.push(place);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next.enter();
  }
}
