import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.12-3", subject: "classification tags" });
