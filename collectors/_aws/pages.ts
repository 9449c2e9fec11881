import { ask, type AskOptions } from "./ask.ts";
import type { Problem } from "./errors.ts";

/** No list of AWS identity services comes near this; a server that never ends its list must not hold the run for ever. */
const MAX_PAGES = 20_000;

export interface Continuation {
  /** The source says that there is more. */
  readonly more: boolean;
  /** How to ask for it. */
  readonly next: string | undefined;
}

export interface PagesOptions<T> extends AskOptions<T> {
  readonly fetch: (next: string | undefined) => Promise<T>;
  readonly continuation: (page: T) => Continuation;
}

/**
 * Pages until the source says that the list has ended; page length says nothing. Returns undefined when it did end, else
 * why not: a page that failed, `more` without a way to ask for it, or a marker that comes again.
 */
export async function* pages<T extends object>(options: PagesOptions<T>): AsyncGenerator<T, Problem | undefined, void> {
  const seen = new Set<string>();
  let next: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const marker = next;
    const answer = await ask(() => options.fetch(marker), options);
    if (!answer.ok)
      return page === 1 ? answer.problem : { ...answer.problem, detail: `page ${page}: ${answer.problem.detail}` };
    yield answer.value;
    const { more, next: following } = options.continuation(answer.value);
    if (!more) return undefined;
    if (following === undefined || following === "")
      return truncated(`page ${page} says that there is more but not how to ask for it`);
    if (seen.has(following)) return truncated(`page ${page} names a marker that was used already`);
    seen.add(following);
    next = following;
  }
  return truncated(`the list did not end within ${MAX_PAGES} pages`);
}

function truncated(detail: string): Problem {
  return { reason: "truncated", detail, name: "Truncated" };
}

/** IAM: `IsTruncated` decides, `Marker` continues. `IsTruncated` MUST be among the required members. */
export function byMarker(page: { IsTruncated?: boolean | undefined; Marker?: string | undefined }): Continuation {
  return { more: page.IsTruncated === true, next: page.Marker };
}

/** JSON services: a token continues, none ends. An empty string counts as none. */
export function byToken(token: string | undefined): Continuation {
  return { more: token !== undefined && token !== "", next: token };
}

/** Hands every page to `emit` and passes on what it yields; returns why the list did not end, if so. */
export async function* drain<T, E>(
  source: AsyncGenerator<T, Problem | undefined, void>,
  emit: (page: T) => Iterable<E> | AsyncIterable<E>,
): AsyncGenerator<E, Problem | undefined, void> {
  for (;;) {
    const step = await source.next();
    if (step.done === true) return step.value;
    yield* emit(step.value);
  }
}

/** Everything of a list that is known to be small, and why it did not end, if so. */
export async function collectAll<T, Item>(
  source: AsyncGenerator<T, Problem | undefined, void>,
  items: (page: T) => readonly Item[],
): Promise<{ readonly items: readonly Item[]; readonly problem: Problem | undefined }> {
  const found: Item[] = [];
  for (;;) {
    const step = await source.next();
    if (step.done === true) return { items: found, problem: step.value };
    for (const item of items(step.value)) found.push(item);
  }
}
