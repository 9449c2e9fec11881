import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
// @ts-expect-error -- plain JavaScript, as every tool that runs before a build
import * as rules from "../tools/docker-rules.mjs";

interface Rules {
  dockerfileProblems(
    text: string,
    context: { exists(path: string): boolean; ignored(path: string): boolean },
  ): readonly string[];
  composeProblems(text: string, schema: (document: unknown) => readonly string[]): readonly string[];
  ignoredBy(text: string, path: string): boolean;
}

const { dockerfileProblems, composeProblems, ignoredBy } = rules as Rules;
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const context = { exists: (path: string) => existsSync(join(ROOT, path)), ignored: () => false };

/** The file with one thing changed; fails when there is nothing to change. */
function broken(path: string, from: string | RegExp, to: string): string {
  const text = read(path);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} does not hold ${String(from)}`);
  return changed;
}

describe("docker/", () => {
  it("holds its own rules and the Compose specification", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/lint-docker.mjs"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });

  it("says the same version as the package", () => {
    const { version } = JSON.parse(read("package.json")) as { readonly version: string };
    for (const path of ["docker/compose.yaml", "docker/compose.scale.yaml"])
      expect(read(path)).toContain(`image: exhibit-agent:${version}\n`);
  });

  it("runs the Node that the project is tested with", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { readonly dependencies: { readonly node: string } };
    expect(read("docker/Dockerfile")).toContain(`ARG NODE_IMAGE=node:${dependencies.node}-`);
  });
});

describe("a Dockerfile is refused", () => {
  it.each<readonly [string | RegExp, string, string]>([
    ["node:24.21.0-bookworm-slim\n", "node:latest\n", "pin node:latest to a version"],
    ["node:24.21.0-bookworm-slim\n", "node\n", "pin node to a version"],
    ["npm ci --ignore-scripts\n", "npm install\n", "use npm ci"],
    ["npm ci --ignore-scripts\n", "npm ci\n", "--ignore-scripts"],
    ["USER 1000:1000", "USER root", "not as root"],
    ["USER 1000:1000\n", "", "not as root"],
    ["VOLUME /data", "COPY config /config\nVOLUME /data", "USER stands after"],
    [/ENTRYPOINT .*/, "ENTRYPOINT node /app/bin/exhibit.mjs", "ENTRYPOINT needs its JSON form"],
    [/CMD \["serve".*/, "", "CMD is missing"],
    [/HEALTHCHECK[^]*?\nENTRYPOINT/, "ENTRYPOINT", "HEALTHCHECK"],
    ["VOLUME /data", "", "VOLUME"],
    ["ENV NODE_ENV=production", "ENV GITHUB_TOKEN=none", "a layer keeps"],
    ["COPY config config", "COPY nowhere config", "nowhere is not in the repository"],
    ["--from=dependencies", "--from=elsewhere", "there is no stage elsewhere"],
    ["COPY bin /app/bin", "ADD bin /app/bin", "use COPY"],
    ["WORKDIR /config", "WORKDIRR /config", "WORKDIRR"],
  ])("with %j as %j", (from, to, problem) => {
    expect(dockerfileProblems(broken("docker/Dockerfile", from, to), context).join("\n")).toContain(problem);
  });

  it("when its .dockerignore keeps out what it copies", () => {
    const problems = dockerfileProblems(read("docker/Dockerfile"), { ...context, ignored: (path) => path === "src" });
    expect(problems).toEqual([expect.stringContaining("src is kept out")]);
  });

  it("by a .dockerignore read as Docker reads it", () => {
    const text = "*\n!src\n!docker/exhibit.yaml\n**/*.test.ts\ncollectors/*/test\n";
    const paths = ["src", "src/main.ts", "src/core/a.test.ts", "exhibit-data/key", "docker/exhibit.yaml", ".git"];
    expect(paths.filter((path) => ignoredBy(text, path))).toEqual(["src/core/a.test.ts", "exhibit-data/key", ".git"]);
  });
});

describe("a Compose file is refused", () => {
  const valid = (): readonly string[] => [];

  it.each<readonly [string | RegExp, string, string]>([
    ["read_only: true", "read_only: false", "serve: read_only: true"],
    ["cap_drop: [ALL]", "cap_drop: [NET_RAW]", "cap_drop: [ALL]"],
    ["cap_drop: [ALL]", "cap_drop: [ALL]\n  cap_add: [SYS_ADMIN]", "none added"],
    [/security_opt: .*/, "", "no-new-privileges"],
    ['user: "1000:1000"', 'user: "0:0"', "not root"],
    ['user: "1000:1000"', "user: root", "not root"],
    ["init: true", "init: true\n  privileged: true", "no privileges"],
    ["init: true", "init: true\n  network_mode: host", "no privileges"],
    ["mem_limit: 1g", "", "limits"],
    ["restart: unless-stopped", "restart: always", "unless-stopped"],
    ["stop_grace_period: 40s", "", "stop_grace_period"],
    ["postgres:17.6-bookworm", "postgres:latest", "an image with a version"],
    ["127.0.0.1:9393:9393", "9393:9393", "127.0.0.1 only"],
    // The text of the file, not a template of ours.
    ["${POSTGRES_PASSWORD:?write it into .env}@", "hunter2@", "DATABASE_URL comes from outside"], // oxlint-disable-line no-template-curly-in-string
    ["- data:/data", "- other:/data", "volume other is not declared"],
    [
      "- data:/data",
      "- data:/data\n    - { type: bind, source: /var/run/docker.sock, target: /s, read_only: true }",
      "socket",
    ],
    ["read_only: true\n      bind", "bind", "bind mounts are read only"],
    ["condition: service_healthy", "condition: service_started", "wait until postgres is healthy"],
    ["noeviction", "allkeys-lru", "must not forget"],
    ["networks: [backend]", "networks: [backend, outside]", "internal networks only"],
    ["networks: [backend]", "networks: [nowhere]", "network nowhere is not declared"],
    ["shm_size: 256m", 'ports: ["127.0.0.1:5432:5432"]', "a database publishes no port"],
    [/ {4}healthcheck:\n {6}test: \["CMD", "pg_isready"[^]*?retries: 10\n/, "", "postgres: a healthcheck"],
  ])("with %j as %j", (from, to, problem) => {
    expect(composeProblems(broken("docker/compose.scale.yaml", from, to), valid).join("\n")).toContain(problem);
  });

  it("when the specification refuses it", () => {
    expect(composeProblems(read("docker/compose.yaml"), () => ["/services no"])).toEqual(["/services no"]);
  });
});
