import type { KnipConfig } from "knip";

/** What must be used: every file, export and dependency. Entries are what a person, a browser or a script starts. */
export default {
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    // Stylesheets use packages too.
    css: (text: string) =>
      [...text.matchAll(/(?:@import\s+|url\()["']([^"']+)["']/g)]
        .map(([, path]) => `import "${path}";`)
        .join("\n"),
  },
  // Debian's; tests that need it say so where it is absent.
  ignoreBinaries: ["redis-server", "nginx", "openssl", "xmllint"],
  workspaces: {
    ".": {
      entry: ["scripts/{start,test,build,pnpm,imports,release}.mjs"],
      project: ["scripts/**/*.mjs", "*.{ts,cjs}"],
    },
    "apps/*": { entry: ["src/main.ts"], project: ["src/**/*.ts"] },
    "apps/demo": { entry: ["src/{main,year/main,year/worker}.ts"], project: ["src/**/*.ts"] },
    "apps/gateway": {
      entry: [
        "src/{main,serve,operator/{backup,import,migrate,rebuildFigures,resetSecondFactor,restore,roles,verifyAudit,verifyRegister}}.ts",
      ],
      project: ["src/**/*.ts", "!src/store/generated/**"],
      // What Prisma generates imports it.
      ignoreDependencies: ["@prisma/client"],
    },
    "apps/inbox": { entry: ["src/{main,gallery}.tsx"], project: ["src/**/*.{ts,tsx,css}"] },
    "apps/widget": { entry: ["src/{main,gallery}.tsx", "src/embed.ts"], project: ["src/**/*.{ts,tsx,css}"] },
    "packages/*": { project: ["src/**/*.ts"] },
    "packages/crypto": { entry: ["vectors/generate.ts"], project: ["{src,vectors}/**/*.ts"] },
    "packages/theme": { entry: ["theme.css"], project: ["*.css"] },
    prisma: { entry: ["schema-engine.mjs", "seedTown.ts"], project: ["*.{ts,mjs}"] },
    test: {
      // The operating system's.
      ignoreBinaries: ["mount", "umount"],
      entry: [
        "**/*.{test,spec}.ts",
        "journeys/playwright.config.ts",
        "bench/{main,relay,group}.ts",
        "bench/groups/*.ts",
        "faults/run.ts",
        "fuzz/run.ts",
        // Loaded into a gateway by their addresses.
        "harness/countSlowHashes.ts",
        "harness/clockAhead.ts",
        "fuzz/memory.ts",
      ],
      project: ["**/*.ts"],
    },
  },
} satisfies KnipConfig;
