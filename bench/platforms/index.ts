import { awsConfigByRegionPlatform, awsConfigPlatform } from "./aws-config.ts";
import { githubPlatform } from "./github.ts";
import { googlePlatform } from "./google-workspace.ts";
import type { Platform } from "./platform.ts";

/** Every platform but AWS IAM, whose figures are older and have parts of their own. */
export const PLATFORMS: readonly Platform[] = [
  awsConfigPlatform,
  awsConfigByRegionPlatform,
  githubPlatform,
  googlePlatform,
];

export function platformOf(id: string): Platform {
  const found = PLATFORMS.find((platform) => platform.id === id);
  if (found === undefined) throw new RangeError(`there is no platform ${id}`);
  return found;
}
