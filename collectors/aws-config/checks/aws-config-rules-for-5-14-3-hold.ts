import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "5.14-3", subject: "sharing outside" });
