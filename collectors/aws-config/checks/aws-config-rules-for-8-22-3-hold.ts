import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.22-3", subject: "private data stores" });
