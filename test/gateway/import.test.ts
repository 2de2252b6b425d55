import { randomBytes, randomUUID } from "node:crypto";
import { fromBase64Url, signBundle, signingKeysFromSeed, toBase64Url } from "@eigenkanaal/crypto";
import type { Bundle } from "@eigenkanaal/protocol";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabases, importBundle } from "../harness/setting.js";
import { Town } from "../harness/town.js";

let databases: Awaited<ReturnType<typeof freshDatabases>>;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.drop());

const refused = (why: RegExp) => ({ code: 1, output: expect.stringMatching(why) });
const imported = { code: 0, output: expect.stringMatching(/^Imported /) };
const put = (bundle: Bundle) => importBundle(bundle, databases.databaseUrl);

/** The same bundle with its content changed and signed again. */
const changed = (
  bundle: Bundle,
  town: Town,
  change: (content: Record<string, unknown[]>) => void,
): Bundle => {
  const content = JSON.parse(Buffer.from(bundle.content, "base64url").toString());
  change(content);
  const bytes = Buffer.from(JSON.stringify(content));
  return { ...bundle, content: toBase64Url(bytes), signature: toBase64Url(signBundle(bytes, town.root)) };
};

const found = () => Town.found({ first: ["anna"] });

describe("a bundle", () => {
  test("of the root is imported once, and again without effect", async () => {
    const town = await found();
    const bundle = town.bundle();
    expect(await put(bundle)).toEqual(imported);
    expect(await put(bundle)).toEqual({
      code: 0,
      output: "The bundle was imported before; nothing changed.\n",
    });
  });

  test("of an officer that the root certified is imported, of anybody else it is refused", async () => {
    const town = await found();
    const bundle = town.bundle(town.officer);
    const stranger = signingKeysFromSeed(randomBytes(32));
    const bytes = fromBase64Url(bundle.content) ?? new Uint8Array();
    const theirs = {
      ...bundle,
      vk: toBase64Url(stranger.vk),
      signature: toBase64Url(signBundle(bytes, stranger)),
    };
    expect(await put(theirs)).toEqual(refused(/neither root nor officer/));
    expect(await put({ ...bundle, signature: toBase64Url(randomBytes(64)) })).toEqual(refused(/signature/));
    expect(await put(bundle)).toEqual(imported);
  });

  test("is refused whole when one part does not stand, and nothing of it is added", async () => {
    const town = await found();
    const bundle = town.bundle();
    const spoilt: [RegExp, (content: Record<string, unknown[]>) => void][] = [
      [
        /signature/,
        ({ certificates }) =>
          Object.assign(certificates?.[2] as object, {
            signatures: (certificates?.[1] as { signatures?: unknown } | undefined)?.signatures,
          }),
      ],
      [/place in the log/, ({ certificates }) => certificates?.splice(1, 1)],
      [/place in the log/, ({ certificates }) => certificates?.reverse()],
      [
        /not a canonical body/,
        ({ certificates }) =>
          Object.assign(certificates?.[0] as object, { payload: toBase64Url(Buffer.from("{}")) }),
      ],
      [/desk that is not there/, ({ desks }) => desks?.pop()],
      [/no member/, ({ members }) => members?.pop()],
      [
        /another domain/,
        ({ members }) => Object.assign(members?.[0] as object, { account: "anna@elsewhere.example" }),
      ],
      [
        /no member/,
        ({ members }) => Object.assign(members?.[0] as object, { vk: toBase64Url(randomBytes(32)) }),
      ],
      [
        /should not have it/,
        ({ deskKeys, members }) =>
          Object.assign(deskKeys?.[0] as object, {
            member: (members?.[1] as { member?: string } | undefined)?.member,
          }),
      ],
      [/right form/, (content) => Object.assign(content, { remark: "hello" })],
    ];
    for (const [why, spoil] of spoilt) expect(await put(changed(bundle, town, spoil))).toEqual(refused(why));
    const client = new pg.Client({ connectionString: databases.databaseUrl });
    await client.connect();
    const { rows } = await client.query("SELECT 1 FROM organisation WHERE organisation_id = $1", [
      town.organisation,
    ]);
    await client.end();
    expect(rows).toEqual([]);
    expect(await put(bundle)).toEqual(imported);
  });

  test("adds to what is there, in the order of the log, and never replaces", async () => {
    const town = await found();
    const first = town.bundle();
    expect(await put(first)).toEqual(imported);
    const [desk] = town.desks;
    if (!desk) throw new Error("no desk");
    await town.rotate(desk);
    const second = town.bundle();
    await town.rotate(desk);
    const third = town.bundle();
    expect(await put(third)).toEqual(refused(/place in the log/));
    expect(await put(second)).toEqual(imported);
    expect(await put(third)).toEqual(imported);
    expect(await put(second)).toMatchObject({ code: 0, output: expect.stringMatching(/before/) });
    const other = await found();
    expect(
      await put(
        changed(other.bundle(), other, (content) =>
          Object.assign(content, { organisation: town.organisation }),
        ),
      ),
    ).toEqual(refused(/another root key/));
  });

  test("with the domain of another organisation is refused in a sentence, with its own it is imported", async () => {
    const [town, other] = [await found(), await found()];
    expect(await put(town.bundle())).toEqual(imported);
    const bundle = other.bundle();
    const theirs = changed(bundle, other, (content) => {
      Object.assign(content, { domain: town.domain });
      for (const member of content.members ?? [])
        Object.assign(member as object, { account: `${randomUUID()}@${town.domain}` });
    });
    expect(await put(theirs)).toEqual({
      code: 1,
      output: `Refused: another organisation has the domain ${town.domain} or this root key.\n`,
    });
    expect(await put(bundle)).toEqual(imported);
  });
});
