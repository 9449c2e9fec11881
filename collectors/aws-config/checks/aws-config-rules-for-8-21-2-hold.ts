import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.21-2", subject: "agreed network features" });
