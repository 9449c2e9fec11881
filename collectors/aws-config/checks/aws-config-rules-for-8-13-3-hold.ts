import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.13-3", subject: "restore tests" });
