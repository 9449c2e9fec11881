import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.9-3", subject: "owner tags" });
