import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import binaryen from "binaryen";
import type { Plugin } from "vite";

/** What libsodium-wrappers does to test itself when it starts. */
const selfTest = [
  "crypto_secretbox_easy",
  "crypto_secretbox_open_easy",
  "crypto_secretbox_KEYBYTES",
  "crypto_secretbox_NONCEBYTES",
  "randombytes_buf",
];

/** The names that this package calls libsodium by, read from its own compiled code. */
const namesInUse = (): Set<string> => {
  const here = import.meta.dirname;
  const files = readdirSync(here).filter((name) => /(?<!\.test)\.[jt]s$/.test(name));
  const calls = files.flatMap((name) => [
    ...readFileSync(`${here}/${name}`, "utf8").matchAll(/\bsodium\.(\w+)/g),
  ]);
  return new Set([...selfTest, ...calls.flatMap(([, name]) => name ?? [])]);
};

/** The one match of a pattern that the pinned version of libsodium.js is known to have. Throws where it has changed. */
const only = (code: string, pattern: RegExp): string[] => {
  const match = pattern.exec(code);
  if (!match) throw new Error(`libsodium.js has changed: nothing matches ${pattern}`);
  return match;
};

/** In the wrapper: two lists of equal length, of the functions' names and of the functions themselves. */
const namesAndFunctions = /for\(var \w+=\[("[^\]]+")\],\w+=\[([\w$,]+)\]/;

/** In the wrapper: the names of the constants, which it asks of the module by functions of the same name. */
const constants = /(?<==\[)"SODIUM_LIBRARY_VERSION_MAJOR",[^\]]+/;

/** The wrapper without the functions and constants that are not in use; the bundler then leaves out their code. */
const trimWrapper = (code: string, used: Set<string>): string => {
  const isUsed = (literal: string) => used.has(literal.slice(1, -1));
  const [lists = "", names = "", functions = ""] = only(code, namesAndFunctions);
  const values = functions.split(",");
  const kept = names.split(",").flatMap((name, at) => (isUsed(name) ? [[name, values[at]]] : []));
  const keptLists = lists
    .replace(names, () => kept.map(([name]) => name).join())
    .replace(functions, () => kept.map(([, value]) => value).join());
  const [constantNames = ""] = only(code, constants);
  return code
    .replace(lists, () => keptLists)
    .replace(constantNames, () => constantNames.split(",").filter(isUsed).join());
};

/** What the wrapper asks of the module for what is in use: by name, or within the functions that stay. */
const askedOfModule = (code: string, used: Set<string>): Set<string> => {
  const [, names = "", functions = ""] = only(code, namesAndFunctions);
  const values = functions.split(",");
  const left = new Set(
    names.split(",").flatMap((name, at) => (used.has(name.slice(1, -1)) ? [] : [values[at]])),
  );
  const staying = code
    .split(/(?=\bfunction [\w$]+\()/)
    .filter((part) => !left.has(/^function ([\w$]+)/.exec(part)?.[1]));
  const asked = staying.flatMap((part) => [...part.matchAll(/\b\w+\._(\w+)/g)]);
  return new Set([
    ...[...used].map((name) => name.toLowerCase()),
    ...asked.flatMap(([, name]) => name ?? []),
  ]);
};

/**
 * libsodium's WebAssembly out of the script that carries it in base64, without the exports that are not in use and
 * what only they reach. Nothing else is rewritten: no optimisation runs over code that must take constant time.
 */
const trimModule = (code: string, asked: Set<string>): { wasmBytes: Uint8Array; script: string } => {
  const [literal = "", base64 = ""] = only(code, /"(AGFzbQ[A-Za-z0-9+/=]+)"/);
  const [exported = "", factory = ""] = only(code, /export default (\w+);\s*$/);
  const module = binaryen.readBinary(Buffer.from(base64, "base64"));
  const script = code
    .replace(literal, '""')
    .replace(exported, "")
    .replace(/\w+\._(\w+)=\w+\.([\w$]+),/g, (assignment, name: string, exportName: string) => {
      if (asked.has(name)) return assignment;
      module.removeExport(exportName);
      return "";
    });
  module.runPasses(["remove-unused-module-elements"]);
  const wasmBytes = module.emitBinary();
  module.dispose();
  return { wasmBytes, script: `${script}\nconst factory = ${factory};` };
};

/**
 * A Vite plugin for the Worker that runs this package: libsodium's WebAssembly becomes a file of its own, compiled
 * while it comes in and fetched by its hash, and both it and its wrapper keep only what this package calls.
 * Without it (Node, tests) everything works the same from the whole of libsodium.
 */
export const usedSodiumOnly = (): Plugin => {
  const used = namesInUse();
  // The builds with Argon2id lie elsewhere, in files of the same name, and stay whole.
  const isWrapper = (id: string) =>
    id.endsWith("/libsodium-wrappers/dist/modules-esm/libsodium-wrappers.mjs");
  return {
    name: "used-sodium-only",
    async transform(code, id) {
      if (isWrapper(id)) return { code: trimWrapper(code, used), map: null };
      if (!id.endsWith("/libsodium/dist/modules-esm/libsodium.mjs")) return null;
      const wrapper = [...this.getModuleIds()].find(isWrapper);
      if (!wrapper) throw new Error("libsodium is imported without its wrapper");
      const asked = askedOfModule(readFileSync(wrapper, "utf8"), used);
      const { wasmBytes, script } = trimModule(code, asked);
      const file = this.emitFile({ type: "asset", name: "libsodium.wasm", source: wasmBytes });
      const integrity = `sha256-${createHash("sha256").update(wasmBytes).digest("base64")}`;
      return {
        code: `${script}
          const compiling = WebAssembly.compileStreaming(
            fetch(import.meta.ROLLUP_FILE_URL_${file}, { integrity: "${integrity}" }),
          );
          export default async (options) => {
            const module = await compiling;
            const instantiateWasm = (imports, done) => done(new WebAssembly.Instance(module, imports));
            return factory({ ...options, instantiateWasm });
          };`,
        map: null,
      };
    },
  };
};
