import { judge } from "./world.ts";
import { googleWorlds } from "./worlds/google-workspace.ts";

judge(googleWorlds);
