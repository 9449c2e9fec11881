import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.4-5", subject: "build chain" });
