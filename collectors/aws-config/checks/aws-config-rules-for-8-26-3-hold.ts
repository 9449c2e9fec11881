import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.26-3", subject: "protection of public applications" });
