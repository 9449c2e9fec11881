/**
 * The import table of DESIGN §3 as dependency-cruiser rules. `test/architecture.test.ts` feeds each one a forbidden
 * import, so that a rule that matches nothing cannot pass silently.
 */
const SRC = [
  "core",
  "sdk",
  "gateway",
  "ledger",
  "store",
  "mapping",
  "scoring",
  "pipeline",
  "queue",
  "service",
  "export",
  "deliver",
  "api",
  "web",
  "cli",
  "settings",
  "sandbox",
];

/** Folders of src/ that each folder may import, beside itself. */
export const ALLOWED = {
  core: [],
  sdk: ["core"],
  gateway: ["core", "sdk"],
  ledger: ["core"],
  scoring: ["core"],
  mapping: ["core", "sdk"],
  store: ["core"],
  queue: ["core"],
  service: ["core", "sdk", "pipeline", "settings", "gateway", "queue"],
  export: ["core"],
  deliver: ["core"],
  pipeline: ["core", "sdk", "ledger", "scoring", "mapping", "gateway"],
  settings: ["core"],
  cli: ["core", "sdk", "pipeline", "settings", "gateway", "queue", "service"],
  api: ["core", "pipeline", "settings"],
  web: ["core"],
  sandbox: ["core"],
};

const TEST = "\\.test\\.tsx?$";

const folders = Object.entries(ALLOWED).map(([folder, allowed]) => ({
  name: `src-${folder}`,
  severity: "error",
  comment: `src/${folder} may import only: ${[folder, ...allowed].join(", ")}`,
  from: { path: `^src/${folder}/`, pathNot: TEST },
  to: { path: `^(src/(?!(${[folder, ...allowed].join("|")})/)|collectors/|test/|tools/|bench/)` },
}));

/** A package that only one place may import. */
function only(vendor, owner) {
  return {
    name: `vendor-${vendor.replaceAll(/[^a-z]/g, "-")}`,
    severity: "error",
    comment: `${vendor} is imported only in ${owner}`,
    from: { path: "^(src|collectors|test|bench|tools)/", pathNot: owner },
    to: { path: `node_modules/${vendor}` },
  };
}

export const rules = [
  ...folders,
  {
    name: "core-node-modules",
    severity: "error",
    comment: "src/core uses no package but zod, and of Node only node:crypto",
    from: { path: "^src/core/", pathNot: TEST },
    to: {
      path: "^(node_modules/(?!zod/)|(?:node:)?(?!crypto$)(fs|http|https|net|process|os|path|child_process|timers|stream|zlib)(/|$))",
    },
  },
  {
    name: "collectors",
    severity: "error",
    comment: "a collector imports #sdk, #core, its own folder and collectors/_*",
    from: {
      path: "^collectors/([^/_][^/]*)/",
      pathNot: [TEST, "/test/", "/generate\\.ts$", "^collectors/[^/]+/checks/"],
    },
    to: { path: "^(src/(?!(core|sdk)/)|collectors/(?!(_[^/]*|$1)/)|test/|tools/|bench/)" },
  },
  {
    name: "checks-across-platforms",
    severity: "error",
    comment:
      "of another collector a check imports evidence.ts alone: what its records look like, never how they are made",
    from: { path: "^collectors/([^/_][^/]*)/checks/", pathNot: TEST },
    to: { path: "^(src/(?!(core|sdk)/)|collectors/(?!(_[^/]*|$1)/|[^/]+/evidence\\.ts$)|test/|tools/|bench/)" },
  },
  {
    name: "collectors-shared",
    severity: "error",
    comment: "shared collector folders import #sdk, #core and shared folders",
    from: { path: "^collectors/_[^/]*/", pathNot: [TEST, "/test/"] },
    to: { path: "^(src/(?!(core|sdk)/)|collectors/[^_]|test/|tools/|bench/)" },
  },
  {
    name: "checks-are-pure",
    severity: "error",
    comment: "a check imports only #sdk, #core, zod, evidence.ts files and shared pure helpers",
    from: { path: "^collectors/[^/]+/checks/", pathNot: TEST },
    to: {
      path: "^(node_modules/(?!zod/)|collectors/[^/]+/(?!checks/|evidence\\.ts$|policy/)|(fs|http|https|net|os|path|child_process|crypto|timers)$)",
    },
  },
  {
    name: "main-is-the-end",
    severity: "error",
    comment: "nobody imports the composition root",
    from: { path: "^(src|collectors)/", pathNot: ["^src/(main|composition|service-parts|move-store)\\.ts$", TEST] },
    to: { path: "^src/(main|composition|parts|service-parts)\\.ts$" },
  },
  {
    name: "verifier-shares-no-writer",
    severity: "error",
    comment: "verification shares no code with the writer",
    from: { path: "^src/ledger/verify/", pathNot: TEST },
    to: { path: "^src/ledger/(?!verify/)" },
  },
  { name: "no-cycles", severity: "error", from: { path: "^(src|collectors)/" }, to: { circular: true } },
  {
    name: "no-unresolved",
    severity: "error",
    from: { path: "^(src|collectors|test|bench|tools)/" },
    to: { couldNotResolve: true },
  },
  only("bullmq", "^src/queue/"),
  only("ioredis/", "^(src/queue/|test/queue/)"),
  only("pg/", "^(src/store/|test/)"),
  only("@electric-sql/", "^(src/store/|test/store/)"),
  only("pino/", "^src/service/"),
  only("prom-client/", "^src/service/"),
  only("@opentelemetry/", "^src/service/"),
  only("fastify/", "^src/api/"),
  only("nock/", "^test/support/http\\.ts$"),
];

export const FOLDERS = SRC;

export default {
  forbidden: rules,
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(src/web/app|build|dist)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["exhibit-source", "import", "node", "default"],
      extensions: [".ts", ".mjs", ".js", ".json"],
    },
  },
};
