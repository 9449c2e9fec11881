import type { Context, Span, Tracer } from "@opentelemetry/api";
import { isExhibitError } from "../core/index.ts";
import type { AttemptEvent } from "../gateway/index.ts";
import type { ObservedStep } from "../pipeline/observer.ts";

export interface Tracing {
  step<T>(name: ObservedStep, attributes: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T>;
  attempt(platform: string, event: AttemptEvent): void;
  /** Sends what is left, for at most a few seconds. Rejects when that is refused, and not when nobody answers in time. */
  close(): Promise<void>;
}

const NO_TRACING: Tracing = {
  step: (_name, _attributes, work) => work(),
  attempt: () => undefined,
  close: async () => undefined,
};

export interface TracingOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly role: string;
}

const FLUSH_MS = 5_000;

/**
 * Traces by OTLP/HTTP when OTEL_EXPORTER_OTLP_ENDPOINT (or its …_TRACES_ENDPOINT) is set; otherwise nothing of it is even
 * loaded. The exporter reads the other OTEL_EXPORTER_OTLP_… variables itself. Spans hold ids, names, counts and codes:
 * no URL, no header, no message of a platform.
 */
export async function createTracing({ env, version, role }: TracingOptions): Promise<Tracing> {
  const wanted = env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] ?? env["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "";
  if (wanted === "" || env["OTEL_SDK_DISABLED"] === "true") return NO_TRACING;
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { AsyncLocalStorageContextManager }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/context-async-hooks"),
    ]);
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      "service.name": env["OTEL_SERVICE_NAME"] ?? "exhibit",
      "service.version": version,
      "exhibit.role": role,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  return tracingOn(provider.getTracer("exhibit", version), {
    active: () => api.context.active(),
    inSpan: (span, work) => api.context.with(api.trace.setSpan(api.context.active(), span), work),
    failed: api.SpanStatusCode.ERROR,
    client: api.SpanKind.CLIENT,
    close: () => provider.shutdown(),
  });
}

interface Around {
  active(): Context;
  inSpan<T>(span: Span, work: () => Promise<T>): Promise<T>;
  readonly failed: number;
  readonly client: number;
  close(): Promise<void>;
}

function tracingOn(tracer: Tracer, around: Around): Tracing {
  return {
    async step(name, attributes, work) {
      const span = tracer.startSpan(name, { attributes: prefixed(attributes) }, around.active());
      try {
        return await around.inSpan(span, work);
      } catch (error) {
        span.setStatus({ code: around.failed, message: isExhibitError(error) ? error.code : "INTERNAL" });
        throw error;
      } finally {
        span.end();
      }
    },
    attempt(platform, { operation, attempt, startedAt, endedAt, outcome, status }) {
      const span = tracer.startSpan(
        operation,
        {
          kind: around.client,
          startTime: startedAt,
          attributes: {
            "exhibit.platform": platform,
            "exhibit.outcome": outcome,
            "http.request.resend_count": attempt - 1,
            ...(status === undefined ? {} : { "http.response.status_code": status }),
          },
        },
        around.active(),
      );
      if (outcome !== "answered") span.setStatus({ code: around.failed, message: outcome });
      span.end(endedAt);
    },
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([around.close(), late]);
    },
  };
}

function prefixed(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`exhibit.${name}`, value]));
}
