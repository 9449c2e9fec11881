/**
 * Runs several generators with at most `concurrency` at work, and yields what they yield as it comes. Each is asked for
 * its next item only after its last one was taken, so nothing piles up. The first error ends them all.
 */
export async function* mergeGenerators<T>(
  sources: Iterable<() => AsyncGenerator<T, void, void>>,
  concurrency: number,
): AsyncGenerator<T, void, void> {
  const waiting = sources[Symbol.iterator]();
  const running = new Map<
    AsyncGenerator<T, void, void>,
    Promise<{ source: AsyncGenerator<T, void, void>; step: IteratorResult<T, void> }>
  >();
  const ask = (source: AsyncGenerator<T, void, void>): void => {
    running.set(
      source,
      source.next().then((step) => ({ source, step })),
    );
  };
  const startNext = (): void => {
    const next = waiting.next();
    if (next.done !== true) ask(next.value());
  };
  for (let slot = 0; slot < concurrency; slot += 1) startNext();
  try {
    while (running.size > 0) {
      const { source, step } = await Promise.race(running.values());
      if (step.done === true) {
        running.delete(source);
        startNext();
        continue;
      }
      yield step.value;
      ask(source);
    }
  } finally {
    await Promise.allSettled([...running.keys()].map((source) => source.return(undefined)));
  }
}
