// Rules for docker/: pure functions from text to problems, because no container engine runs in CI. What a rule demands is
// said in its message. `test/docker.test.ts` breaks each one.
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { parse } from "yaml";

/** A tag that says which version, or a digest; a build argument that has such a default is resolved before. */
const PINNED = /^[^\s:@]+(?::(?=[^\s@]*\d+\.\d+)[\w.-]+(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/;
const SECRET_NAME = /(?:PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL|ACCESS_KEY|_AUTH|_URL)(?:_|$)/i;
const EMPTY_SETTINGS = {};

/**
 * @param {string} text the Dockerfile
 * @param {{ exists: (path: string) => boolean, ignored: (path: string) => boolean }} context of the build
 * @returns {string[]}
 */
export function dockerfileProblems(text, context) {
  const problems = validate(text, EMPTY_SETTINGS).map(
    ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
  );
  const file = DockerfileParser.parse(text);
  const at = (instruction, message) => problems.push(`line ${instruction.getRange().start.line + 1}: ${message}`);
  const defaults = new Map(
    file.getInitialARGs().map((arg) => [arg.getProperty()?.getName(), arg.getProperty()?.getValue()]),
  );
  const stages = file.getFROMs();
  const names = new Set(stages.map((stage) => stage.getBuildStage()).filter((name) => name !== null));
  if (stages.length < 2) problems.push("build and run in different stages, so that no compiler is in the image");
  for (const from of stages) {
    const image = (from.getImage() ?? "").replaceAll(/\$\{(\w+)\}/g, (_, name) => defaults.get(name) ?? "");
    if (!names.has(image) && !PINNED.test(image)) at(from, `pin ${image} to a version`);
  }
  for (const copy of file.getCOPYs()) {
    const from = copy
      .getFlags()
      .find((flag) => flag.getName() === "from")
      ?.getValue();
    if (from !== undefined) {
      if (!names.has(from)) at(copy, `there is no stage ${from}`);
      continue;
    }
    for (const path of copy
      .getArguments()
      .slice(0, -1)
      .map((argument) => argument.getValue())) {
      if (!context.exists(path)) at(copy, `${path} is not in the repository`);
      else if (context.ignored(path)) at(copy, `${path} is kept out by the .dockerignore`);
    }
  }
  for (const instruction of file.getInstructions()) {
    const keyword = instruction.getKeyword();
    const words = instruction.getArgumentsContent() ?? "";
    if (keyword === "ADD") at(instruction, "use COPY: ADD fetches and unpacks");
    if (keyword === "RUN" && /\bnpm (?:i|install)\b/.test(words)) at(instruction, "use npm ci: the lock file decides");
    if (keyword === "RUN" && /\bnpm ci\b(?!.*--ignore-scripts)/.test(words)) at(instruction, "npm ci --ignore-scripts");
    if (keyword === "ENV" || keyword === "ARG") {
      for (const [name] of words.matchAll(/\b[A-Za-z_]\w*(?==)/g))
        if (SECRET_NAME.test(name)) at(instruction, `${name}: a layer keeps what it is given`);
    }
  }
  return [...problems, ...lastStageProblems(file.getInstructions().slice(lastFrom(file)))];
}

function lastFrom(file) {
  return file.getInstructions().findLastIndex((instruction) => instruction.getKeyword() === "FROM");
}

function lastStageProblems(instructions) {
  const problems = [];
  const last = (keyword) => instructions.findLast((instruction) => instruction.getKeyword() === keyword);
  const user = last("USER")?.getArgumentsContent() ?? "";
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) problems.push("run as a user by number and not as root (USER 1000:1000)");
  const afterUser = instructions.slice(instructions.indexOf(last("USER")));
  if (afterUser.some((instruction) => ["RUN", "COPY"].includes(instruction.getKeyword())))
    problems.push("USER stands after everything that writes the image");
  for (const keyword of ["ENTRYPOINT", "CMD"]) {
    const words = last(keyword)?.getArgumentsContent();
    if (words === undefined || words === null) problems.push(`${keyword} is missing`);
    else if (!words.startsWith("[")) problems.push(`${keyword} needs its JSON form: a shell takes no signal on`);
  }
  const health = last("HEALTHCHECK")?.getArgumentsContent() ?? "";
  if (!/CMD \["node", "-e", "fetch\(.*\/healthz/s.test(health))
    problems.push("HEALTHCHECK asks /healthz with Node's fetch: there is no other client in the image");
  if (last("VOLUME") === undefined) problems.push("VOLUME for the data is missing");
  return problems;
}

/**
 * @param {string} text a Compose file
 * @param {(document: unknown) => readonly string[]} schema problems against the Compose specification
 * @returns {string[]}
 */
export function composeProblems(text, schema) {
  const document = parse(text, { merge: true });
  const { services = {}, volumes = {}, networks = {} } = document;
  const problems = [...schema(document)];
  for (const [name, service] of Object.entries(services)) {
    const must = (holds, message) => {
      if (!holds) problems.push(`${name}: ${message}`);
    };
    must(service.read_only === true, "read_only: true");
    must(service.cap_drop?.includes("ALL") && service.cap_add === undefined, "cap_drop: [ALL], and none added");
    must(service.security_opt?.includes("no-new-privileges:true"), "security_opt: [no-new-privileges:true]");
    must(/^(?!root\b|0\b)\w+/.test(service.user ?? ""), "a user that is not root");
    must(
      service.privileged === undefined && service.network_mode === undefined && service.pid === undefined,
      "no privileges, no network or processes of the host",
    );
    must(service.mem_limit !== undefined && service.pids_limit !== undefined, "limits of memory and processes");
    must(service.restart === "unless-stopped", "restart: unless-stopped");
    must(service.stop_grace_period !== undefined, "a stop_grace_period");
    must(service.logging?.options?.["max-size"] !== undefined, "logs that do not fill the disk");
    must(PINNED.test(service.image ?? ""), `an image with a version, not ${service.image}`);
    const own = service.image?.startsWith("exhibit-agent:");
    must(own || service.healthcheck !== undefined, "a healthcheck (Exhibit's image has its own)");
    for (const port of service.ports ?? [])
      must(String(port).startsWith("127.0.0.1:"), `${port}: publish on 127.0.0.1 only`);
    for (const [variable, value] of Object.entries(service.environment ?? {}))
      must(
        !SECRET_NAME.test(variable) || /\$\{\w+:\?[^}]+\}/.test(String(value)),
        `${variable} comes from outside: \${NAME:?why}`,
      );
    for (const mount of service.volumes ?? []) {
      const source = typeof mount === "string" ? mount.split(":")[0] : mount.source;
      must(!source.includes("docker.sock"), "the engine's socket stays outside");
      if (typeof mount === "string") must(source in volumes, `volume ${source} is not declared`);
      else must(mount.type !== "bind" || mount.read_only === true, `${source}: bind mounts are read only`);
    }
    for (const network of service.networks ?? []) must(network in networks, `network ${network} is not declared`);
    for (const [other, how] of Object.entries(service.depends_on ?? {}))
      must(other in services && how.condition === "service_healthy", `wait until ${other} is healthy`);
    if (service.image?.startsWith("redis:"))
      must(
        /maxmemory-policy noeviction/.test(JSON.stringify(service.command ?? "")),
        "maxmemory-policy noeviction: a queue must not forget",
      );
    if (/^(?:redis|postgres):/.test(service.image ?? "")) {
      must(service.ports === undefined, "a database publishes no port");
      must(
        service.networks?.every((network) => networks[network]?.internal === true),
        "a database is on internal networks only",
      );
    }
  }
  return problems;
}

/** Whether a .dockerignore keeps a path out: the last pattern that fits decides, as Docker does it. */
export function ignoredBy(text, path) {
  let ignored = false;
  for (const raw of text.split("\n")) {
    const pattern = raw.trim();
    if (pattern === "" || pattern.startsWith("#")) continue;
    const negated = pattern.startsWith("!");
    if (fits(negated ? pattern.slice(1) : pattern, path)) ignored = !negated;
  }
  return ignored;
}

function fits(pattern, path) {
  const source = pattern
    .split("/")
    .map((part) =>
      part === "**" ? ".*" : part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", "[^/]*"),
    )
    .join("/")
    .replaceAll(".*/", "(?:.*/)?");
  return new RegExp(`^${source}(?:/|$)`).test(path);
}
