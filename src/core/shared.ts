export interface Shared<T, Args extends readonly unknown[]> {
  get(...args: Args): Promise<T>;
  /** What is open, or is just being opened; undefined when nothing is, or it fails: that is told to whoever asked for it. */
  opened(): Promise<T | undefined>;
}

/** Opened on first use and shared from then on. After a failure, of which all who waited are told, the next use opens again. */
export function shared<T, Args extends readonly unknown[]>(open: (...args: Args) => Promise<T>): Shared<T, Args> {
  let current: Promise<T> | undefined;
  return {
    get(...args) {
      current ??= open(...args).catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    async opened() {
      if (current === undefined) return undefined;
      const [end] = await Promise.allSettled([current]);
      return end.status === "fulfilled" ? end.value : undefined;
    },
  };
}
