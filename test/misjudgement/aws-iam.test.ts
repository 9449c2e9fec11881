import { vi } from "vitest";
import { judge } from "./world.ts";
import { iamWorlds } from "./worlds/aws-iam.ts";

// Polls of slow jobs do not wait here; how long they wait has tests of its own.
vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

judge(iamWorlds);
