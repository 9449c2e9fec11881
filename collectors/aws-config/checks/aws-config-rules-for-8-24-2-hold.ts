import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.24-2", subject: "encryption at rest" });
