import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.14-1", subject: "redundancy" });
