import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.8-1", subject: "coverage of examination" });
