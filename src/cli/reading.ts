import { ExhibitError, type Assessment, type Run } from "../core/index.ts";
import { completeInterrupted } from "./snapshot.ts";
import { Progress } from "./progress.ts";
import type { GlobalOptions, Installation, Services } from "./services.ts";

/** Opens the installation for a command that reads, and closes it whatever happens. */
export async function withInstallation<T>(
  services: Services,
  options: GlobalOptions,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await services.open(options);
  const progress = new Progress(services, options);
  try {
    await completeInterrupted(services, installation, progress);
    progress.end();
    return await work(installation);
  } finally {
    progress.end();
    await installation.close();
  }
}

/** A run with its newest assessment. */
export async function assessed(
  installation: Installation,
  runId: string,
): Promise<{ readonly run: Run; readonly assessment: Assessment }> {
  const run = await installation.store.getRun(runId);
  const stored = await installation.store.getAssessment(run.id);
  if (stored === undefined) {
    throw new ExhibitError(
      "RUN_NOT_FOUND",
      `run ${run.id} has no assessment: it ${run.status === "failed" ? `failed (${run.error?.message ?? "see exhibit runs"})` : "has not finished"}`,
      {
        remedy: "choose another run from `exhibit runs`",
      },
    );
  }
  return { run, assessment: stored.assessment };
}

/** A whole number of at least `least` from a flag. */
export function wholeNumber(text: unknown, flag: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ExhibitError("USAGE_INVALID", `"${String(text)}" is not a whole number of at least ${least}`, {
    place: flag,
  });
}
