import { ExhibitError, type Slot } from "../../core/index.ts";
import type { RunQueue } from "../../queue/index.ts";
import { deadLetters } from "../../service/facts.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { wholeNumber } from "../reading.ts";
import type { GlobalOptions, Installation, Services } from "../services.ts";

interface QueueCommandOptions extends GlobalOptions {
  readonly limit?: string;
  readonly all?: boolean;
}

const ACTIONS = ["pause", "resume", "run", "cancel", "dead", "replay"] as const;
type Action = (typeof ACTIONS)[number];
/** What `run`, `cancel` and `replay` act on. */
const SUBJECT: Partial<Record<Action, string>> = { run: "connection", cancel: "run id", replay: "run id" };
const LEAST_PREFIX = 8;
const MOST_LISTED = 10_000;

/** For operators: what the service works on, and what it does not begin. */
export async function run(
  services: Services,
  args: readonly string[],
  options: QueueCommandOptions,
): Promise<ExitCode> {
  const [name = "", subject] = args;
  const action = ACTIONS.find((one) => one === name);
  if (action === undefined)
    throw new ExhibitError("USAGE_INVALID", `"${name}" is nothing that can be done with the queue`, {
      place: "exhibit queue",
      remedy: `use one of: ${ACTIONS.join(", ")}`,
    });
  const wanted = SUBJECT[action];
  if (wanted !== undefined && subject === undefined)
    throw new ExhibitError("USAGE_INVALID", `\`queue ${action}\` needs a ${wanted}`, { place: "exhibit queue" });
  const limit = wholeNumber(options.limit, "--limit", 1);
  const installation = await services.open(options);
  try {
    // Listing needs the record only, and opening the queue would already put it in order.
    const done =
      action === "dead"
        ? await dead(services, installation, { limit, all: options.all === true })
        : await act(action, subject ?? "", services, installation);
    const out = new Output(services, options);
    if (out.json) out.document(done.document);
    else for (const line of done.lines) out.line(line);
    return EXIT.done;
  } finally {
    await installation.close();
  }
}

interface Done {
  readonly document: unknown;
  readonly lines: readonly string[];
}

async function act(
  action: Exclude<Action, "dead">,
  subject: string,
  services: Services,
  installation: Installation,
): Promise<Done> {
  const queue = await installation.queue();
  switch (action) {
    case "pause":
      await queue.pause();
      return {
        document: { paused: true },
        lines: ["paused: no run begins until `exhibit queue resume`; runs at work go on"],
      };
    case "resume":
      await queue.resume();
      return { document: { paused: false }, lines: ["resumed"] };
    case "run":
      return demand(queue, subject, services, installation);
    case "cancel":
      return cancel(queue, subject, installation);
    case "replay":
      return replay(queue, subject, services, installation);
  }
}

async function dead(
  services: Services,
  { slots, loaded }: Installation,
  { limit, all }: { readonly limit: number; readonly all: boolean },
): Promise<Done> {
  const connections = all ? [] : (await services.connections(loaded, [])).map(({ id }) => id);
  const found = all ? await slots.list({ states: ["failed"], limit }) : await deadLetters(slots, connections, limit);
  const lines = found.flatMap(({ runId, connection, endedAt, attempts, error }) => [
    `${runId}  ${connection}  ${endedAt ?? ""}  after ${attempts} attempts  ${error?.code ?? ""}: ${error?.message ?? ""}`,
    ...(error?.remedy === undefined ? [] : [`  remedy  ${error.remedy}`]),
  ]);
  const none = all ? "no run has failed" : "no failed run waits to be replayed";
  return { document: found, lines: lines.length === 0 ? [none] : lines };
}

async function demand(queue: RunQueue, id: string, services: Services, { loaded }: Installation): Promise<Done> {
  const [connection] = await services.connections(loaded, [id]);
  const runId = await queue.enqueue(id, {
    trigger: "demand",
    ...(connection === undefined ? {} : { platform: connection.collector.platform }),
  });
  return { document: { runId }, lines: [`queued as run ${runId}`] };
}

async function cancel(queue: RunQueue, text: string, { slots }: Installation): Promise<Done> {
  const { runId } = await find(
    await slots.list({ states: ["due", "running"], limit: MOST_LISTED }),
    text,
    "is due or running",
  );
  const cancelled = await queue.cancel(runId);
  return {
    document: { runId, cancelled },
    lines: [
      cancelled ? `run ${runId} is cancelled; what it saw until now is sealed` : `run ${runId} had ended already`,
    ],
  };
}

async function replay(
  queue: RunQueue,
  text: string,
  services: Services,
  { slots, loaded }: Installation,
): Promise<Done> {
  const slot = await find(await slots.list({ states: ["failed"], limit: MOST_LISTED }), text, "failed");
  // Of one that is configured no more it would only fail again.
  await services.connections(loaded, [slot.connection]);
  const replayedBy = await queue.replay(slot.runId);
  return {
    document: { runId: slot.runId, replayedBy: replayedBy ?? slot.replayedBy ?? null },
    lines: [
      replayedBy === undefined
        ? `run ${slot.runId} was replayed already${slot.replayedBy === undefined ? "" : ` by ${slot.replayedBy}`}`
        : `run ${slot.runId} is tried again as ${replayedBy}`,
    ],
  };
}

async function find(slots: readonly Slot[], text: string, what: string): Promise<Slot> {
  const prefix = text.toLowerCase();
  const found = slots.filter(
    ({ runId }) => runId === prefix || (prefix.length >= LEAST_PREFIX && runId.startsWith(prefix)),
  );
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  throw new ExhibitError(
    "RUN_NOT_FOUND",
    only === undefined ? `no run "${text}" ${what}` : `"${text}" is the beginning of more than one run that ${what}`,
    {
      remedy: `use a whole id, or at least ${LEAST_PREFIX} characters of it; see \`exhibit status\` and \`exhibit queue dead\``,
    },
  );
}
