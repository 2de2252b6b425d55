import { Considerations, maxChannelsInUse, type Role } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
let cookie: string | undefined;

/** Anna in these roles. */
const as = async (...roles: Role[]): Promise<string> => {
  const anna = setting.colleague("anna");
  await setting.rows("UPDATE member SET roles = $1 WHERE member_id = $2", [roles, anna.member]);
  cookie ??= await signIn(setting, anna);
  return cookie;
};

const choice = (what: "yes" | "no", reason = "Inwoners vragen er niet om.") => ({
  decision: { kind: "choice", choice: what },
  reason,
});
const channel = (name: string) => ({
  decision: {
    kind: "channel",
    state: "in_use",
    name,
    owner: "Webcare",
    purpose: "Vragen beantwoorden waar mensen al zijn.",
    necessity: "Een deel van de inwoners gebruikt niets anders.",
    alternative: "De chat op de eigen website, bellen, de balie.",
  },
  reason: "Besluit van het college.",
});
const put = async (asker: string, subject: string, body: unknown) =>
  (await inboxFetch(setting, `/api/v1/considerations/${subject}`, { method: "PUT", cookie: asker, body }))
    .status;
const get = (asker: string) => inboxFetch(setting, "/api/v1/considerations", { cookie: asker });
const all = async (asker: string): Promise<Considerations> =>
  Considerations.parse(await (await get(asker)).json());

test("[J1] records officers and administrators weigh, nobody else", async () => {
  for (const role of ["records_officer", "functional_administrator"] as const) {
    const asker = await as(role);
    expect([role, await put(asker, "uploads", choice("no"))]).toEqual([role, 204]);
    expect([role, (await get(asker)).status]).toEqual([role, 200]);
  }
  for (const role of ["agent", "supervisor", "key_officer"] as const) {
    const asker = await as(role);
    expect([role, await put(asker, "uploads", choice("yes"))]).toEqual([role, 403]);
    expect([role, (await get(asker)).status]).toEqual([role, 403]);
  }
});

test("[J2] a change says why, and what it replaces stays readable, by whom and when", async () => {
  const asker = await as("records_officer");
  expect(await put(asker, "reviewers", choice("no", "Eerst zonder."))).toBe(204);
  expect(await put(asker, "reviewers", choice("yes", "Na een klacht."))).toBe(204);
  const { current, before } = await all(asker);
  const of = (list: Considerations["current"]) => list.filter(({ subject }) => subject === "reviewers");
  expect(of(current)).toMatchObject([{ decision: { choice: "yes" }, reason: "Na een klacht." }]);
  expect(of(before)).toMatchObject([
    { decision: { choice: "no" }, reason: "Eerst zonder.", by: setting.colleague("anna").member },
  ]);
  expect(await put(asker, "reviewers", { ...choice("no"), reason: " " })).toBe(400);
  expect(await put(asker, "reviewers", { decision: choice("no").decision })).toBe(400);
});

test("[J3] a choice is of what every town decides, a channel of anything else, and there are not too many", async () => {
  const asker = await as("records_officer");
  expect(await put(asker, "whatsapp", channel("WhatsApp"))).toBe(204);
  expect(await put(asker, "whatsapp", choice("yes"))).toBe(400);
  expect(await put(asker, "uploads", channel("Uploads"))).toBe(400);
  expect(await put(asker, "Uploads", choice("no"))).toBe(400);
  for (let n = 1; n < maxChannelsInUse; n++) expect(await put(asker, `kanaal-${n}`, channel("X"))).toBe(204);
  expect(await put(asker, "one-more", channel("Y"))).toBe(413);
  expect(await put(asker, "whatsapp", channel("WhatsApp Business"))).toBe(204);
});
