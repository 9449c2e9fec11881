import { interval } from "../format.ts";
import { isMeasured, type Model } from "../model.ts";
import { VerdictTag } from "./icons.tsx";
import { IntervalBar } from "./interval.tsx";
import { GapTable } from "./gap-table.tsx";

/** On paper there is nothing to point at or to open: every control in one table, whatever the filter, and every gap. */
export function PrintRegister({ model }: { readonly model: Model }) {
  return (
    <div class="print-only">
      <h2>Register of controls</h2>
      <table class="data register">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Verdict</th>
            <th scope="col">Assured to possible</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {model.controls.map(({ id, assessment }) => (
            <tr key={id}>
              <th scope="row">
                {id} {assessment.title}
              </th>
              <td>
                <VerdictTag verdict={assessment.verdict} />
              </td>
              <td class="num nowrap">
                {isMeasured(assessment) ? (
                  <>
                    {interval(assessment.assured, assessment.possible)}
                    <IntervalBar assured={assessment.assured} possible={assessment.possible} />
                  </>
                ) : (
                  "–"
                )}
              </td>
              <td>{assessment.because}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {model.gaps.length === 0 ? null : (
        <>
          <h2>What could not be seen</h2>
          <GapTable gaps={model.gaps} caption="Gaps of the run" />
        </>
      )}
    </div>
  );
}
