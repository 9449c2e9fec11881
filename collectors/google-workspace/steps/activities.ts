import type { admin_reports_v1 } from "@googleapis/admin";
import { instant, type Instant } from "#core";
import type { Emission } from "#sdk";
import { DEFAULT_ACTIVITY_DAYS } from "../config.ts";
import { ending, gap, notAsked, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { activitySummaryKind, adminEventKind, authorizedAppKind } from "../evidence.ts";
import { listed, page } from "../lists.ts";
import type { TenantSession } from "../session.ts";

type Activity = admin_reports_v1.Schema$Activity;
type Event = NonNullable<Activity["events"]>[number];

type Application = "login" | "admin" | "token";
const OPERATIONS = {
  login: "reports:activities.login",
  admin: "reports:activities.admin",
  token: "reports:activities.token",
} as const satisfies Record<Application, string>;
const DAY_MS = 86_400_000;

interface Window {
  readonly windowStart: Instant;
  readonly windowEnd: Instant;
}

interface Counted extends Window {
  readonly application: Application;
  readonly event: string;
  count: number;
  readonly actors: Set<string>;
  firstAt: string;
  lastAt: string;
}

/** Sign-ins, changes and grants: each application once, and everything that follows from it. */
export async function* activities(session: TenantSession): AsyncGenerator<Emission> {
  const { config, scope } = session;
  if (config.include?.activities === false) {
    yield* notAsked(scope, activitySummaryKind, OPERATIONS.login, "include.activities is off");
    yield* notAsked(scope, adminEventKind, OPERATIONS.admin, "include.activities is off");
    yield* notAsked(scope, authorizedAppKind, OPERATIONS.token, "include.activities is off");
    return;
  }
  const counts = new Map<string, Counted>();
  const problems: { readonly operation: string; readonly problem: Problem }[] = [];
  for (const application of ["login", "admin", "token"] as const) {
    const problem = yield* application === "token"
      ? authorizedApps(session, counts)
      : application === "admin"
        ? adminEvents(session, counts)
        : counting(session, application, counts, () => []);
    if (problem !== undefined) problems.push({ operation: OPERATIONS[application], problem });
  }
  for (const { actors, ...counted } of counts.values())
    yield record(scope, activitySummaryKind, { ...counted, actors: actors.size });
  for (const { operation, problem } of problems) yield gap(scope, activitySummaryKind, operation, problem);
  yield population(scope, activitySummaryKind, { complete: problems.length === 0 });
}

async function* adminEvents(
  session: TenantSession,
  counts: Map<string, Counted>,
): AsyncGenerator<Emission, Problem | undefined, void> {
  const { scope } = session;
  const problem = yield* counting(session, "admin", counts, (activity, event, index) => [
    record(scope, adminEventKind, {
      eventId: `${activity.id?.time ?? ""}/${activity.id?.uniqueQualifier ?? ""}/${index}`,
      time: activity.id?.time,
      ...(typeof activity.actor?.email === "string" ? { actor: activity.actor.email } : {}),
      ...(typeof event.type === "string" ? { type: event.type } : {}),
      name: event.name,
      parameters: Object.fromEntries(
        (event.parameters ?? []).map(({ name, ...value }) => [name ?? "", Object.values(value)[0] ?? null]),
      ),
      ...(typeof activity.ipAddress === "string" ? { ipAddress: activity.ipAddress } : {}),
    }),
  ]);
  yield* ending(scope, adminEventKind, OPERATIONS.admin, problem);
  return problem;
}

interface App extends Window {
  readonly clientId: string;
  appName: string | undefined;
  clientType: string | undefined;
  readonly scopes: Set<string>;
  readonly users: Set<string>;
  grants: number;
  lastAt: string;
}

async function* authorizedApps(
  session: TenantSession,
  counts: Map<string, Counted>,
): AsyncGenerator<Emission, Problem | undefined, void> {
  const { scope } = session;
  const apps = new Map<string, App>();
  const window = windowOf(session, "token");
  const problem = yield* counting(session, "token", counts, (activity, event) => {
    const text = (name: string): string | undefined =>
      event.parameters?.find((parameter) => parameter.name === name)?.value ?? undefined;
    const clientId = text("client_id");
    if (clientId === undefined) return [];
    const at = activity.id?.time ?? window.windowStart;
    const app = apps.get(clientId) ?? {
      clientId,
      appName: undefined,
      clientType: undefined,
      scopes: new Set<string>(),
      users: new Set<string>(),
      grants: 0,
      lastAt: at,
      ...window,
    };
    apps.set(clientId, app);
    app.appName ??= text("app_name");
    app.clientType ??= text("client_type");
    for (const one of event.parameters?.find(({ name }) => name === "scope")?.multiValue ?? []) app.scopes.add(one);
    app.users.add(activity.actor?.email ?? activity.actor?.profileId ?? "");
    app.grants += 1;
    if (at > app.lastAt) app.lastAt = at;
    return [];
  });
  for (const { appName, clientType, scopes, users, ...app } of apps.values())
    yield record(scope, authorizedAppKind, {
      ...app,
      ...(appName === undefined ? {} : { appName }),
      ...(clientType === undefined ? {} : { clientType }),
      scopes: [...scopes].toSorted(),
      users: users.size,
    });
  yield* ending(scope, authorizedAppKind, OPERATIONS.token, problem);
  return problem;
}

/** Events of one application in its window, counted; `emit` sees each of them. Returns why the list did not end, if so. */
async function* counting(
  session: TenantSession,
  application: Application,
  counts: Map<string, Counted>,
  emit: (activity: Activity, event: Event, index: number) => Iterable<Emission>,
): AsyncGenerator<Emission, Problem | undefined, void> {
  const { customer, reports, signal } = session;
  const window = windowOf(session, application);
  const source = listed(session, {
    operation: OPERATIONS[application],
    pageKind: "admin#reports#activities",
    fetch: (token) =>
      reports.activities.list(
        {
          userKey: "all",
          applicationName: application,
          customerId: customer,
          startTime: window.windowStart,
          endTime: window.windowEnd,
          maxResults: 1000,
          // Every API call of every application is an event of `token` too; only grants are asked for.
          ...(application === "token" ? { eventName: "authorize" } : {}),
          ...page(token),
        },
        { signal },
      ),
    items: ({ items }) => items,
  });
  for (;;) {
    const step = await source.next();
    if (step.done === true) return step.value;
    const activity = step.value;
    for (const [index, event] of (activity.events ?? []).entries()) {
      count(counts, application, activity, event, window);
      yield* emit(activity, event, index);
    }
  }
}

function count(
  counts: Map<string, Counted>,
  application: Application,
  { id, actor }: Activity,
  { name }: Event,
  window: Window,
): void {
  const at = id?.time ?? window.windowStart;
  const event = name ?? "unnamed";
  const key = `${application}/${event}`;
  const found = counts.get(key) ?? {
    application,
    event,
    count: 0,
    actors: new Set<string>(),
    firstAt: at,
    lastAt: at,
    ...window,
  };
  counts.set(key, found);
  found.count += 1;
  found.actors.add(actor?.email ?? actor?.profileId ?? actor?.key ?? "");
  if (at < found.firstAt) found.firstAt = at;
  if (at > found.lastAt) found.lastAt = at;
}

function windowOf({ clock, config }: TenantSession, application: Application): Window {
  const days = config.activities?.[`${application}Days`] ?? DEFAULT_ACTIVITY_DAYS[application];
  const now = clock.now();
  return { windowStart: instant(new Date(now.getTime() - days * DAY_MS)), windowEnd: instant(now) };
}
