import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.22-1", subject: "segments" });
