import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.19-3", subject: "supported versions" });
