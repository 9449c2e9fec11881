import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.9-3", subject: "defaults" });
