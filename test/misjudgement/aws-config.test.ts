import { judge } from "./world.ts";
import { configWorlds } from "./worlds/aws-config.ts";

judge(configWorlds);
