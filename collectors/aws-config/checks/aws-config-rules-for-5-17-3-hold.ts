import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.17-3", subject: "rotation of secrets" });
