import { generateKeyPairSync, sign, verify } from "node:crypto";
import { ConversationId } from "@eigenkanaal/protocol";
import { utf8 } from "./bytes.js";
import type { PackagedConversation, PackagePlan, PackageState } from "./plan.js";
import type { Sink } from "./sink.js";
import { type PackageProgress, writePackage } from "./writePackage.js";

/** A package to test with, of a town that there is not. */

const officer = generateKeyPairSync("ed25519");
const vkB64 = officer.publicKey.export({ format: "jwk" }).x ?? "";

export const signAsOfficer = async (manifest: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(sign(null, manifest, officer.privateKey));

export const verifyOfficer = async (signed: {
  manifest: Uint8Array;
  signature: Uint8Array;
  vkB64: string;
}): Promise<boolean> =>
  signed.vkB64 === vkB64 && verify(null, signed.manifest, officer.publicKey, signed.signature);

export const idOf = (i: number): ConversationId =>
  ConversationId.parse(`00000000-0000-4000-8000-${String(i).padStart(12, "0")}`);

export const samplePlan = (count: number): PackagePlan => ({
  name: "gesprekken-2026-11",
  organisation: {
    name: "Gemeente Voorbeeld",
    identifier: { value: "gm9999", source: "TOOI register gemeenten compleet" },
  },
  exportedAtMs: Date.UTC(2026, 10, 29, 23, 30, 12),
  timeZone: "Europe/Amsterdam",
  selection: count > 1 ? { id: "3a3f1c9e-0000-4000-8000-000000000000", name: "Gesprekken over afval" } : null,
  exportedBy: { alias: "Archief 1", vkB64 },
  software: "Eigenkanaal 0.1.0",
  conversations: Array.from({ length: count }, (_, i) => idOf(i)),
});

export const sampleConversation = (id: string): PackagedConversation => {
  const i = Number(id.slice(-4));
  const openedAtMs = Date.UTC(2026, 9, 1 + i, 9);
  return {
    record: {
      conversation: ConversationId.parse(id),
      desk: "Afval",
      topic: i % 2 === 0 ? "Container & <afvalpas>" : null,
      language: i % 3 === 0 ? "nl" : null,
      openedAtMs,
      closedAtMs: i % 5 === 4 ? null : openedAtMs + 3_600_000,
    },
    number: `12345 00000 00000 00000 00000 ${String(i).padStart(5, "0")}`,
    events: [
      { kind: "opened", atMs: openedAtMs, by: { role: "citizen" } },
      { kind: "transferred", atMs: openedAtMs + 60_000, by: { role: "desk", desk: "Balie" }, to: "Afval" },
      { kind: "closed", atMs: openedAtMs + 3_600_000, by: { role: "system" } },
    ],
    appraisal: [
      { kind: "temporary", category: { number: "14.1", label: "Verleend" }, duration: "P1Y6M" } as const,
      { kind: "permanent", category: null } as const,
      { kind: "undetermined" } as const,
    ][i % 3] ?? { kind: "undetermined" },
    restrictions: [
      { ground: "personal_data", description: null, duration: null },
      { ground: "woo_5_1_2_e", description: "Naam en adres van wie vroeg.", duration: "P75Y" },
    ],
    head: new Uint8Array(32).fill(i),
    doubts: i % 5 === 3 ? ["gap"] : [],
    files: [
      {
        name: "transcript.html",
        bytes: utf8(`<!doctype html><title>${i}</title>${"<p>ja</p>".repeat(40)}`),
        mediaType: "text/html; charset=utf-8",
      },
      { name: "transcript.txt", bytes: utf8(`Vraag ${i}\r\n100% antwoord\n`), mediaType: "text/plain" },
      { name: "transcript.json", bytes: utf8(`{"i":${i}}`), mediaType: "application/json" },
    ],
  };
};

/** Whether two arrays hold the same bytes: for long ones, which take an expectation seconds. */
export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Keeps what is written in memory, behind what is there already. */
export const memorySink = (kept: Uint8Array = new Uint8Array(0)) => {
  const parts: Uint8Array[] = [kept];
  return {
    startsAt: kept.length,
    write: async (bytes: Uint8Array) => {
      parts.push(bytes);
    },
    bytes: () => new Uint8Array(Buffer.concat(parts)),
  } satisfies Sink & { bytes(): Uint8Array };
};

export const load = async (id: string): Promise<PackagedConversation> => sampleConversation(id);

/** Writes all of a package; what it told meanwhile. */
export async function runThrough(
  state: PackageState,
  work: Partial<Parameters<typeof writePackage>[1]> & { sink: Sink },
): Promise<PackageProgress[]> {
  const told: PackageProgress[] = [];
  for await (const step of writePackage(state, { load, sign: signAsOfficer, ...work })) told.push(step);
  return told;
}
