import { ask, type AskOptions } from "./ask.ts";
import type { Problem } from "./errors.ts";

/** No list of a tenant comes near this; a server that never ends its list must not hold the run for ever. */
const MAX_PAGES = 50_000;

export interface PagesOptions<T> extends AskOptions {
  readonly fetch: (pageToken: string | undefined) => Promise<{ readonly data: T }>;
}

/**
 * Pages until no token continues; short and empty pages are normal (google-workspace.md §5). Returns undefined when the
 * list ended, else why not.
 */
export async function* pages<T extends object>(options: PagesOptions<T>): AsyncGenerator<T, Problem | undefined, void> {
  const seen = new Set<string>();
  let next: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const token = next;
    const answer = await ask(() => options.fetch(token), options);
    if (!answer.ok)
      return page === 1 ? answer.problem : { ...answer.problem, detail: `page ${page}: ${answer.problem.detail}` };
    yield answer.value;
    const following = (answer.value as { readonly nextPageToken?: unknown }).nextPageToken;
    if (following === undefined || following === null || following === "") return undefined;
    if (typeof following !== "string") return truncated(`page ${page} names a page token that is no text`);
    if (seen.has(following)) return truncated(`page ${page} names a page token that was used already`);
    seen.add(following);
    next = following;
  }
  return truncated(`the list did not end within ${MAX_PAGES} pages`);
}

function truncated(detail: string): Problem {
  return { reason: "truncated", detail, name: "Truncated" };
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
