import { isExhibitError, messageOf, type Control } from "../core/index.ts";
import type { Gateway } from "../gateway/index.ts";
import type { AnyCheck, Preflight } from "../sdk/index.ts";
import { costOf, type PermissionCost } from "./costs.ts";
import type { Connection } from "./plan.ts";
import type { Workshop } from "./ports.ts";

export interface ConnectionHealth {
  readonly connection: string;
  readonly collector: string;
  readonly preflight?: Preflight;
  readonly clockSkewSeconds?: number;
  /** Every operation that was refused or failed, with the scopes and what it costs. */
  readonly missing: readonly (PermissionCost & {
    readonly state: "denied" | "unavailable";
    readonly optional: boolean;
    readonly scopes: readonly string[];
    readonly detail: string;
  })[];
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

export interface DoctorOptions {
  readonly workshop: Pick<Workshop, "clock">;
  readonly gateway: Gateway;
  readonly connection: Connection;
  readonly checks: readonly AnyCheck[];
  readonly controls: readonly Control[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string, fields?: Readonly<Record<string, string | number>>) => void;
}

/** Signs in, tries each declared operation once with the smallest request, and says what a refusal costs. Keeps nothing. */
export async function examine(options: DoctorOptions): Promise<ConnectionHealth> {
  const { connection, gateway, signal, env } = options;
  const { collector, config } = connection;
  const base = { connection: connection.id, collector: collector.id };
  const session = await gateway.openSession({
    collector,
    connection: connection.id,
    endpoints: collector.endpoints(config, env),
    signal,
  });
  try {
    const preflight = await collector.preflight(
      { config, env, door: session.door, clock: options.workshop.clock, signal, progress: options.onProgress },
      { probe: true },
    );
    const skew = session.clockSkewSeconds();
    return {
      ...base,
      preflight,
      ...(skew === undefined ? {} : { clockSkewSeconds: skew }),
      missing: missing(preflight, options),
    };
  } catch (error) {
    const described = isExhibitError(error)
      ? { code: error.code, message: error.message, ...(error.remedy === undefined ? {} : { remedy: error.remedy }) }
      : { code: "INTERNAL", message: messageOf(error) };
    return { ...base, missing: [], error: described };
  } finally {
    await session.close();
  }
}

function missing(preflight: Preflight, options: DoctorOptions): ConnectionHealth["missing"] {
  const { collector } = options.connection;
  return collector.operations.flatMap((operation) => {
    const refused = preflight.operations.filter(
      (probe) => probe.operation === operation.id && (probe.state === "denied" || probe.state === "unavailable"),
    );
    const [first] = refused;
    if (first === undefined) return [];
    return [
      {
        ...costOf(operation, options.checks, options.controls),
        state: refused.some(({ state }) => state === "denied") ? ("denied" as const) : ("unavailable" as const),
        optional: operation.optional ?? false,
        scopes: refused.map(({ scope }) =>
          [scope.platform, scope.account, ...(scope.region === undefined ? [] : [scope.region])].join("/"),
        ),
        detail: first.detail ?? first.state,
      },
    ];
  });
}
