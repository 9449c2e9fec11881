import type { Model } from "../model.ts";
import type { ReportPort } from "../port.ts";

/** What every page is given. */
export interface PageProps {
  readonly model: Model;
  readonly port: ReportPort;
}
