import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type * as Attempt from "../vectors/attempt.js";
import { attempt } from "../vectors/attempt.js";
import type { Vectors } from "../vectors/format.js";
import type * as MessageCases from "../vectors/messageCases.js";
import type * as Scene from "../vectors/scene.js";
import * as whole from "./sodium.js";
import { usedSodiumOnly } from "./usedSodiumOnly.js";

const vectors: Vectors = JSON.parse(await readFile(new URL("../vectors/mce1.json", import.meta.url), "utf8"));
const compiled = (path: string) => fileURLToPath(new URL(`../dist/${path}.js`, import.meta.url));

let dir: string;
let assets: string[];
const fetched: { url: string; integrity: string | undefined }[] = [];
/** This package as an app's Worker has it. */
let small: typeof Attempt & typeof MessageCases & typeof Scene & typeof whole;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "small-sodium-"));
  const parts = ["vectors/attempt", "vectors/messageCases", "vectors/scene", "src/sodium"];
  await build({
    configFile: false,
    logLevel: "error",
    base: "./",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "\0entry" ? id : null),
        load: (id) =>
          id === "\0entry" ? parts.map((part) => `export * from "${compiled(part)}";`).join("\n") : null,
      },
      usedSodiumOnly(),
    ],
    build: {
      outDir: dir,
      minify: false,
      rolldownOptions: {
        input: { small: "\0entry" },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  assets = await readdir(join(dir, "assets"));
  // Node fetches no file: addresses.
  vi.stubGlobal("fetch", async (url: string, { integrity }: RequestInit) => {
    fetched.push({ url, integrity });
    const body = await readFile(fileURLToPath(url));
    return new Response(body, { headers: { "content-type": "application/wasm" } });
  });
  small = await import(join(dir, "small.mjs"));
  await Promise.all([small.ready(), whole.ready()]);
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await rm(dir, { recursive: true });
});

describe("libsodium with only what this package calls", () => {
  it("is a file apart, fetched by its hash", async () => {
    expect(assets).toEqual([expect.stringMatching(/^libsodium-.+\.wasm$/)]);
    const wasmBytes = await readFile(join(dir, "assets", assets[0] ?? ""));
    const digest = await crypto.subtle.digest("SHA-256", wasmBytes);
    const integrity = `sha256-${Buffer.from(digest).toString("base64")}`;
    expect(fetched).toEqual([{ url: expect.stringContaining(assets[0] ?? ""), integrity }]);
  });

  it("has what is called, and not what the whole has besides", () => {
    const called = ["crypto_box_seal", "crypto_kem_xwing_enc", "memzero", "to_base64"];
    const besides = ["crypto_aead_aegis256_encrypt", "crypto_scalarmult", "crypto_shorthash"];
    const known = (module: object) => [...called, ...besides].filter((name) => name in module);
    expect(known(whole.sodium)).toEqual([...called, ...besides]);
    expect(known(small.sodium)).toEqual(called);
  });

  it("opens and refuses what the whole does, for the same reasons", async () => {
    for (const one of [...vectors.must_open, ...vectors.must_fail])
      expect(await small.attempt(one, vectors.scene), one.name).toBe(one.why);
  });

  it("seals what the whole opens, and opens nothing that the whole refuses", async () => {
    const cases = await small.messageCases(await small.buildScene(1));
    for (const one of cases) expect(await attempt(one, vectors.scene), one.name).toBe(one.why);
    expect(cases.filter(({ why }) => why === "ok").length).toBeGreaterThan(0);
  });
});
