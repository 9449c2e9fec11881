import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.9-5", subject: "stale assets" });
