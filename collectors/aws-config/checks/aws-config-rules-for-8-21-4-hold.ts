import { rulesCheck } from "./support/rules.ts";

export default rulesCheck({ point: "8.21-4", subject: "access to network services" });
