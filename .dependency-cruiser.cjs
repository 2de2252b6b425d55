/** Who may import whom. What is not here imports nothing of ours; apps and test are imported by nobody. */
const MAY_IMPORT = {
  "apps/ceremony": ["packages/crypto", "packages/protocol"],
  // Crypto for its made-up people: it speaks for citizens and colleagues, as their devices do.
  "apps/demo": [
    "packages/crypto",
    "packages/domain",
    "packages/log",
    "packages/postgres",
    "packages/protocol",
    "prisma",
  ],
  // Never crypto, never client: that the gateway cannot read is visible here.
  "apps/gateway": ["packages/domain", "packages/log", "packages/protocol", "prisma"],
  "apps/inbox": [
    "packages/client",
    "packages/crypto",
    "packages/domain",
    "packages/protocol",
    "packages/records",
    "packages/theme",
  ],
  "apps/widget": [
    "packages/client",
    "packages/domain",
    "packages/protocol",
    "packages/records",
    "packages/theme",
  ],
  "apps/witness": ["packages/log"],
  "packages/client": ["packages/crypto", "packages/log", "packages/protocol"],
  "packages/crypto": [],
  "packages/domain": ["packages/protocol"],
  "packages/log": [],
  "packages/postgres": [],
  "packages/protocol": [],
  // Bytes and text only: what is written of a conversation once a device has opened it.
  "packages/records": ["packages/protocol"],
  "packages/theme": [],
  prisma: ["packages/domain", "packages/protocol"],
  test: ["packages/[^/]+", "prisma"],
};

const OURS = "^(?:(?:apps|packages)/[^/]+|prisma|test)/";

const whoImportsWhom = Object.entries(MAY_IMPORT).map(([importer, allowed]) => ({
  name: `${importer.replace("/", "-")}-imports`,
  severity: "error",
  from: { path: `^${importer}/` },
  to: { path: OURS, pathNot: `^(?:${[importer, ...allowed].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...whoImportsWhom,
    {
      name: "unlisted-package",
      comment: "A new package says above what it may import.",
      severity: "error",
      from: { path: OURS, pathNot: `^(?:${Object.keys(MAY_IMPORT).join("|")})/` },
      to: { path: "." },
    },
    {
      name: "domain-imports-types-only",
      severity: "error",
      from: { path: "^packages/domain/" },
      to: { path: "^packages/protocol/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-deep-imports",
      comment: "Across packages only through the other's package.json exports, which lead to dist.",
      severity: "error",
      from: { path: "^((?:apps|packages)/[^/]+|prisma|test)/" },
      to: { path: "^(?:apps|packages)/[^/]+/src/", pathNot: "^$1/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "/src/", pathNot: "\\.d\\.ts$" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/dist/"] },
    // What is generated and built: a browser's chunks import each other as they please.
    exclude: { path: ["\\.d\\.ts$", "/store/generated/", "/node_modules/\\.vite", "/\\.pictures/"] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
  },
};
