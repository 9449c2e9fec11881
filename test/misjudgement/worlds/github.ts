import type { World } from "../world.ts";
import { callers } from "./github/callers.ts";
import { refusals } from "./github/refusals.ts";
import { settings } from "./github/settings.ts";
import { sizeAndLimits } from "./github/size-and-limits.ts";

export const githubWorlds: readonly World[] = [...settings, ...callers, ...sizeAndLimits, ...refusals];
