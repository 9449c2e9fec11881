import type { AnyKind, Emission } from "#sdk";
import { ending, record } from "./emit.ts";
import type { Problem } from "./errors.ts";
import { drain, pages } from "./pages.ts";
import type { TenantSession } from "./session.ts";

export interface ListOptions<Page, Item> {
  readonly operation: string;
  /** `kind` of every page; undefined where the API names none. */
  readonly pageKind: string | undefined;
  readonly fetch: (pageToken: string | undefined) => Promise<{ readonly data: Page }>;
  readonly items: (page: Page) => readonly Item[] | null | undefined;
}

/** Items of a list one page after the other; returns why the list did not end, if so. */
export async function* listed<Page extends object, Item>(
  session: TenantSession,
  { operation, pageKind, fetch, items }: ListOptions<Page, Item>,
): AsyncGenerator<Item, Problem | undefined, void> {
  const lacking = session.lacking(operation);
  if (lacking !== undefined) return lacking;
  const source = pages<Page>({ operation, signal: session.signal, kind: pageKind, fetch });
  return yield* drain(source, (page) => items(page) ?? []);
}

/** A list whose items are the records of one kind, from first page to last word. */
export async function* listOfRecords<Page extends object, Item>(
  session: TenantSession,
  kind: AnyKind,
  options: ListOptions<Page, Item>,
  seen: (item: Item) => void = () => undefined,
): AsyncGenerator<Emission, Problem | undefined, void> {
  const { scope } = session;
  const source = listed(session, options);
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      yield* ending(scope, kind, options.operation, step.value);
      return step.value;
    }
    seen(step.value);
    yield record(scope, kind, plain(step.value));
  }
}

/** Members that Google left null or the types left undefined are absent; `kind` and `etag` say nothing about the thing. */
export function plain(value: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).filter(
      ([name, member]) => member !== undefined && member !== null && name !== "kind" && name !== "etag",
    ),
  );
}

/** Spread into a request: the token of the page to ask for. */
export function page(pageToken: string | undefined): { pageToken?: string } {
  return pageToken === undefined ? {} : { pageToken };
}
