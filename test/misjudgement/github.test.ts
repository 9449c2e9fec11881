import { vi } from "vitest";
import { judge } from "./world.ts";
import { githubWorlds } from "./worlds/github.ts";

// Pauses for a rate limit take no time here; how long they are has tests of its own.
vi.mock("../../collectors/github/sleep.ts", () => ({ sleep: async () => undefined }));

judge(githubWorlds);
