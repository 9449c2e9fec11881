import { serviceStatus, type Need, type ScheduleStatus, type Status } from "../../service/status.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { parseTime } from "../history.ts";
import type { GlobalOptions, Services } from "../services.ts";

interface StatusCommandOptions extends GlobalOptions {
  readonly since?: string;
}

/** How the service stands. Reads only, so that it disturbs no crash's leavings and no service. */
export async function run(
  services: Services,
  _args: readonly string[],
  options: StatusCommandOptions,
): Promise<ExitCode> {
  const now = services.now();
  const since = parseTime(options.since ?? "30d", now, "--since");
  const installation = await services.open(options);
  let status: Status;
  try {
    const connections = await services.connections(installation.loaded, []);
    const { slots, store } = installation;
    status = await serviceStatus({ slots, store, connections: connections.map(({ id }) => id), now, since });
  } finally {
    await installation.close();
  }
  const out = new Output(services, options);
  if (out.json) out.document(status);
  else tell(out, status);
  return EXIT.done;
}

function tell(out: Output, status: Status): void {
  out.heading("Schedules");
  if (status.schedules.length === 0) out.line("  none: add `schedules` to the configuration and start `exhibit serve`");
  out.table(
    status.schedules.map((schedule) => [
      schedule.connection,
      schedule.when,
      lastText(out, schedule),
      `next ${schedule.nextAt}`,
      schedule.sealedAt === undefined ? "no evidence yet" : `sealed ${schedule.sealedAt}`,
    ]),
    "  ",
  );
  if (status.unscheduled.length > 0) out.line(`  only on demand: ${status.unscheduled.join(", ")}`);
  out.line();
  out.heading("Workers");
  if (status.workers.length === 0) out.line("  none");
  out.table(
    status.workers.map(({ host, pid, version, alive, running }) => [
      `${host}:${pid}`,
      version,
      alive ? out.style("green", "alive") : out.style("yellow", "silent"),
      running.length === 0 ? "idle" : running.join(", "),
    ]),
    "  ",
  );
  out.line();
  out.heading(`Queue${status.paused ? " (paused)" : ""}`);
  out.table(
    status.queue.map(({ platform, due, running }) => [platform, `${due} due`, `${running} running`]),
    "  ",
  );
  if (status.queue.length === 0) out.line("  empty");
  if (status.deadLetters > 0) out.line(`  ${plural(status.deadLetters, "failed run")}: \`exhibit queue dead\``);
  if (status.missed.length > 0) {
    out.line();
    out.heading("Gaps in coverage");
    out.table(
      status.missed.map(({ connection, from, to, slots, reason, caughtUpBy }) => [
        connection,
        from === to ? from : `${from} to ${to}`,
        plural(slots, "slot"),
        [reason ?? "", caughtUpBy === undefined ? "" : `caught up by ${caughtUpBy}`].filter(Boolean).join("; "),
      ]),
      "  ",
    );
  }
  out.line();
  out.heading("Needs a person");
  if (status.needsPerson.length === 0) out.line("  nothing");
  for (const need of status.needsPerson) tellNeed(out, need);
}

function lastText(out: Output, { last, running }: ScheduleStatus): string {
  if (running !== undefined) return `${out.style("cyan", "running")} ${running.runId}`;
  if (last === undefined) return "never ran";
  const style = last.state === "complete" ? "green" : last.state === "failed" ? "red" : "yellow";
  return `${out.style(style, last.state)} ${last.endedAt ?? last.dueAt}`;
}

function tellNeed(out: Output, { connection, code, what, remedy, runId }: Need): void {
  out.line(`  ${out.style("red", [connection, code].filter(Boolean).join(" ") || "service")}  ${what}`);
  out.line(`    remedy  ${remedy}`);
  if (runId !== undefined) out.line(out.dim(`    run     ${runId}`));
}
