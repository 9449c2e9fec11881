import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.20-1", subject: "ports open to the internet" });
