import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.18-3", subject: "unwanted software" });
