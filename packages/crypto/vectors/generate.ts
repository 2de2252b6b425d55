// Writes mce1.json beside this file's source. Ephemeral keys inside libsodium's sealed boxes are random, so
// wraps differ from run to run; all else is fixed. Run: pnpm run vectors
import { writeFileSync } from "node:fs";
import { certificateCases, logs } from "./certificateCases.js";
import { epochCases } from "./epochCases.js";
import { toHex, type Vectors } from "./format.js";
import { goodVectors } from "./goodVectors.js";
import { keyCases } from "./keyCases.js";
import { messageCases } from "./messageCases.js";
import { buildScene, nowMs, organisation, people } from "./scene.js";

const scene = await buildScene(1);
const cases = [
  ...(await messageCases(scene)),
  ...(await epochCases(scene)),
  ...(await certificateCases(scene)),
  ...keyCases(),
];
const vectors: Vectors = {
  ...(await goodVectors(scene)),
  scene: { root_vk: toHex(people.root.vk), organisation, now_ms: nowMs, logs: await logs(scene) },
  must_open: cases.filter(({ why }) => why === "ok"),
  must_fail: cases.filter(({ why }) => why !== "ok"),
};
const file = new URL("../../vectors/mce1.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(vectors, null, 1)}\n`);
console.log(`mce1.json: ${vectors.must_open.length} must open, ${vectors.must_fail.length} must fail`);
