import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goodOrganisation, startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cliHere, connection, sandboxEnv, scratch, writeConfig } from "../support/cli.ts";
import { get, startService } from "../support/service.ts";

/** With what URLs, forms, JSON and shells spell differently. */
const EXTERNAL_ID = "canary:external/id=7f3a@meridian";
const SESSION_TOKEN = "canary/session+token=91b2==";
const OTEL_TOKEN = "canary-otel-token-4d1e";
const CONNECTION_NAME = "canary-connection-name-66aa";
const folder = scratch("service-canary");

interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceId: string;
}

let sandbox: Sandbox;
let expired: Sandbox;
let collector: Server;
const received: { readonly headers: string; readonly body: string }[] = [];

beforeAll(async () => {
  const preset = { asOf: new Date(), seed: 1 };
  sandbox = await startSandbox({ organisation: goodOrganisation(preset) });
  expired = await startSandbox({ organisation: goodOrganisation(preset) });
  expired.setFault({ operation: "*", fault: { kind: "expired-token" } });
  collector = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: JSON.stringify(request.headers), body });
      response.end("{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => collector.once("listening", resolve));
});
afterAll(async () => {
  collector.close();
  await sandbox.close();
  await expired.close();
});

function spans(): readonly Span[] {
  return received.flatMap(({ body }) => {
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
    };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  });
}

function* stored(): Generator<readonly [string, Buffer]> {
  for (const entry of readdirSync(join(folder, "data"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    yield [entry.name, bytes];
    if (bytes.subarray(0, 4).toString("hex") === "28b52ffd") yield [entry.name, zstdDecompressSync(bytes)];
  }
}

it("secrets surface in no log, trace, metric, error, answer or file of a service", { timeout: 120_000 }, async () => {
  const keys = sandboxEnv(sandbox);
  const env = {
    ...keys,
    CANARY_EXTERNAL_ID: EXTERNAL_ID,
    CANARY_NAME: CONNECTION_NAME,
    // What is refused by the sandbox with an error that could quote it.
    EXHIBIT_TEST_SESSION_TOKEN: SESSION_TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as { port: number }).port}`,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${OTEL_TOKEN}`,
    DATABASE_URL: "",
  };
  const organization = { roleName: "ExhibitReadOnly", externalId: "${env:CANARY_EXTERNAL_ID}" };
  const settings = {
    dataDir: "data",
    schedules: [{ every: "P1D" }],
    connections: [
      connection({ id: "aws", endpoint: sandbox.url }),
      connection({ id: "expired", endpoint: expired.url }),
      connection({ id: "role", endpoint: sandbox.url, organization }),
    ],
  };
  const config = writeConfig(folder, settings);
  const service = startService(["--config", config, "--log-level", "debug"], { env });
  const said: string[] = [];
  const tell = async (...args: string[]): Promise<void> => {
    const { stdout, stderr } = await cliHere([...args, "--config", config]);
    said.push(stdout, stderr);
  };
  try {
    const url = await service.ready();
    for (const id of ["aws", "expired", "role"]) await tell("queue", "run", id);
    for (const id of ["aws", "expired", "role"])
      await service.line(
        ({ msg, connection: of }) =>
          of === id && ["run ended", "this run needs a person", "run left unfinished or failed"].includes(msg),
      );
    expect(service.log.find(({ msg }) => msg === "this run needs a person")).toMatchObject({ connection: "expired" });
    // Configurations that are refused with messages that quote them.
    for (const wrong of [
      { ...settings, schedules: [{ connections: ["${env:CANARY_NAME}"], every: "P1D" }] },
      { ...settings, connections: [{ id: "a", collector: "${env:CANARY_NAME}" }] },
    ]) {
      const before = service.log.length;
      writeConfig(folder, wrong);
      await service.line("the new configuration is refused, the old one stays", before);
      said.push((await get(`${url}/readyz`)).body);
      const refused = await cliHere(["doctor", "--config", config], { env });
      expect([2, 4]).toContain(refused.code);
      said.push(refused.stdout, refused.stderr);
    }
    writeConfig(folder, settings);
    for (const args of [["status"], ["status", "--json"], ["queue", "dead"], ["runs"], ["explain", "8.2"]])
      await tell(...args);
    for (const path of ["healthz", "readyz", "metrics"]) said.push((await get(`${url}/${path}`)).body);
  } finally {
    service.kill("SIGTERM");
    await service.exit;
  }

  // Each run is one trace: run → connection → calls.
  const all = spans();
  const runs = all.filter(({ name }) => name === "run");
  expect(runs.length).toBe(3);
  const calls = all.filter(({ name }) => name === "iam:GetAccountSummary");
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls) {
    const parent = all.find(({ spanId }) => spanId === call.parentSpanId);
    expect(parent).toMatchObject({ name: "connection", traceId: call.traceId });
    expect(all.find(({ spanId }) => spanId === parent?.parentSpanId)?.name).toBe("run");
  }
  expect(new Set(all.map(({ name }) => name))).toEqual(expect.objectContaining(new Set(["seal", "judge", "publish"])));
  // It did get there: only the collector itself may see its token.
  expect(received[0]?.headers).toContain(OTEL_TOKEN);

  const secrets = [keys["AWS_SECRET_ACCESS_KEY"] ?? "", EXTERNAL_ID, SESSION_TOKEN, OTEL_TOKEN, CONNECTION_NAME];
  const spelled = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ]);
  const places: (readonly [string, Buffer])[] = [
    ["log", Buffer.from(service.said())],
    ...said.map((one) => ["answer", Buffer.from(one)] as const),
    ...received.map(({ body }) => ["trace", Buffer.from(body)] as const),
    ...stored(),
  ];
  expect(places.length).toBeGreaterThan(100);
  const found = places.flatMap(([place, bytes]) =>
    spelled.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${place}`),
  );
  expect(found).toEqual([]);
});
