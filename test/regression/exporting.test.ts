import { deskFromSeed, isExportSignedBy, openSealed, toBase64Url, utf8 } from "@eigenkanaal/crypto";
import { expect, it, vi } from "vitest";
import { useSetting } from "../harness/setting.js";
import { usePeople } from "../harness/talks.js";

// A ceremony takes some seconds.
vi.setConfig({ testTimeout: 120_000 });

/** What a records officer's device signs and seals when it exports: its keys stay where they are. */

const setting = useSetting();
const { openAgent } = usePeople(setting);
const manifest = utf8('{"format":"eigenkanaal-package"}\n');

it("a manifest is signed with the officer's own key, for exports and nothing else", async () => {
  const { agent } = await openAgent("archivist");
  const { vk } = setting.colleague("archivist").keys.signing;
  expect(await agent.deposits.signer()).toBe(toBase64Url(vk));
  const signature = await agent.deposits.sign(manifest);
  expect(isExportSignedBy(manifest, { vk, signature })).toBe(true);
  expect(isExportSignedBy(utf8("{}\n"), { vk, signature })).toBe(false);
  const other = setting.colleague("anna").keys.signing.vk;
  expect(isExportSignedBy(manifest, { vk: other, signature })).toBe(false);
});

it("a package is sealed to the key that its receiver gave, as they wrote it, and opens with theirs", async () => {
  const { agent } = await openAgent("archivist");
  const receiver = deskFromSeed(new Uint8Array(32).fill(7));
  const plain = new Uint8Array(150_000).map((_, at) => at % 251);
  async function* pieces() {
    for (let at = 0; at < plain.length; at += 40_000) yield plain.subarray(at, at + 40_000);
  }
  const base64 = Buffer.from(receiver.box.pk).toString("base64");
  for (const key of [
    base64,
    toBase64Url(receiver.xwing.pk),
    ` ${base64.slice(0, 20)}\n${base64.slice(20)}`,
  ]) {
    const seal = await agent.deposits.sealTo(key);
    if (!seal) throw new Error("no such key");
    const parts: Uint8Array[] = [];
    for await (const part of seal(pieces())) parts.push(part);
    expect(openSealed(receiver, new Uint8Array(Buffer.concat(parts)))).toEqual({ ok: true, plain });
  }
  for (const none of ["", "geen sleutel", base64.slice(4), "A".repeat(43)])
    expect(await agent.deposits.sealTo(none)).toBeUndefined();
});
