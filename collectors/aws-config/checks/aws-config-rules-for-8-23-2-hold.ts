import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.23-2", subject: "outgoing destinations" });
