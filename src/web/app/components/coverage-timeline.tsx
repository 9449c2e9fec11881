import type { ReportHistory, WatchStretch } from "../../../core/report.ts";
import { day } from "../format.ts";

/** When each connection was watched, and when nobody looked. */
export function CoverageTimeline({ history }: { readonly history: ReportHistory }) {
  const { period, coverage } = history;
  const begin = Date.parse(period.from);
  const span = Date.parse(period.to) - begin;
  const connections = [...new Set(coverage.map(({ connection }) => connection))];
  const gaps = coverage.filter(({ watched }) => !watched);
  const share = (from: string, to: string): string => `${((Date.parse(to) - Date.parse(from)) / span) * 100}%`;
  return (
    <section class="watch" aria-labelledby="watch-title">
      <h2 id="watch-title">
        When somebody looked{" "}
        <span class="quiet">
          {day(period.from)} to {day(period.to)}
        </span>
      </h2>
      <dl class="watch-rows">
        {connections.map((connection) => {
          const own = coverage.filter((stretch) => stretch.connection === connection);
          return (
            <div key={connection}>
              <dt>{connection}</dt>
              <dd>
                <span class="watch-track" aria-hidden="true">
                  {own.map((stretch) => (
                    <span
                      key={stretch.from}
                      class={stretch.watched ? "watched" : "unwatched"}
                      style={{ width: share(stretch.from, stretch.to) }}
                      title={told(stretch)}
                    />
                  ))}
                </span>
                <span class="quiet num">{watchedShare(own, span)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      {gaps.length === 0 ? (
        <p class="quiet">Every connection was watched all the time.</p>
      ) : (
        <details>
          <summary>{gaps.length === 1 ? "One stretch" : `${gaps.length} stretches`} in which nobody looked</summary>
          <ul>
            {gaps.map((gap) => (
              <li key={`${gap.connection} ${gap.from}`}>{told(gap)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function told({ connection, from, to, watched, reason }: WatchStretch): string {
  return `${connection}: ${day(from)} to ${day(to)}, ${watched ? "watched" : (reason ?? "nobody looked")}`;
}

function watchedShare(own: readonly WatchStretch[], span: number): string {
  const watched = own
    .filter((stretch) => stretch.watched)
    .reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  return `${Math.round((watched / span) * 100)} % of the time`;
}
