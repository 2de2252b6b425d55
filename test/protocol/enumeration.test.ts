import { randomBytes } from "node:crypto";
import { toBase64Url } from "@eigenkanaal/crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { enrol } from "../harness/secondFactor.js";
import { useSetting } from "../harness/setting.js";

const counter = new URL("../dist/harness/countSlowHashes.js", import.meta.url).href;
const setting = useSetting({ NODE_OPTIONS: `--import=${counter}` });

/** All that an account can be, by the name that a stranger would try. */
const accounts = () => ({
  plain: setting.colleague("anna").account,
  "with a second factor": setting.colleague("bram").account,
  disabled: setting.colleague("chris").account,
  unknown: `niemand@${setting.town.domain}`,
});

const slowHashes = () => setting.gateway.output().match(/slow hash .*/g) ?? [];
/** A request is logged when it is answered: after its slow hashes. */
const answered = () => setting.gateway.output().match(/"msg":"http"/g)?.length ?? 0;

/** Everything of an answer but the time of day and the letters that are random by nature. */
const formOf = async (path: string, body: unknown) => {
  const before = { slowHashes: slowHashes().length, answered: answered() };
  const response = await inboxFetch(setting, path, { method: "POST", body });
  const headers = [...response.headers].filter(([name]) => name !== "date");
  const text = await response.text();
  await expect.poll(answered).toBe(before.answered + 1);
  return { status: response.status, headers, text, slowHashes: slowHashes().slice(before.slowHashes) };
};

beforeAll(async () => {
  const bram = setting.colleague("bram");
  await enrol(setting, bram, await signIn(setting, bram));
  await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [
    setting.colleague("chris").member,
  ]);
  // The three requests of signing in and enrolling, so that none of their lines is counted later.
  await vi.waitUntil(() => answered() === 3);
});

test("[A15] a wrong half is refused bit for bit alike, after the same slow hash, whatever the account is", async () => {
  const auth = toBase64Url(randomBytes(32));
  const answers = [];
  for (const account of [...Object.values(accounts()), "niemand@elders.example"])
    answers.push(await formOf("/api/v1/session", { account, auth }));
  const [first] = answers;
  expect(first).toMatchObject({ status: 401, slowHashes: ['slow hash {"N":32768,"r":8,"p":1}'] });
  for (const answer of answers) expect(answer).toEqual(first);
});

test("[A15] of a disabled account even the right half is refused like a wrong one", async () => {
  const { account, auth } = setting.colleague("chris");
  const right = await formOf("/api/v1/session", { account, auth: toBase64Url(auth) });
  expect(right).toEqual(await formOf("/api/v1/session", { account, auth: toBase64Url(randomBytes(32)) }));
  const anna = setting.colleague("anna");
  const working = await formOf("/api/v1/session", { account: anna.account, auth: toBase64Url(anna.auth) });
  expect(working.status).toBe(200);
});

test("[A15] parameters have one form, cost no slow hash, and stay as they are when an account is disabled", async () => {
  const ask = async (account: string) => {
    const { text, headers, ...rest } = await formOf("/api/v1/session/parameters", { account });
    const { salt, ...stretching } = JSON.parse(text) as { salt: string };
    // The tag is a hash of the salt.
    const names = headers.map(([name, value]) => (name === "etag" ? [name] : [name, value]));
    return { salt, form: { ...rest, headers: names, stretching, length: text.length } };
  };
  const answers = [];
  for (const account of Object.values(accounts())) answers.push(await ask(account));
  for (const { form } of answers) expect(form).toEqual(answers[0]?.form);
  expect(answers[0]?.form).toMatchObject({ status: 200, slowHashes: [] });
  expect(new Set(answers.map(({ salt }) => salt)).size).toBe(answers.length);

  const { account, member } = setting.colleague("chris");
  const disabled = await ask(account);
  await setting.rows("UPDATE member SET disabled_at = NULL WHERE member_id = $1", [member]);
  const working = await ask(account);
  await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [member]);
  expect(disabled.salt).toBe(working.salt);
});

test("[A15] the second step without a first is refused alike, whatever cookie is shown", async () => {
  const town = setting.town.organisation;
  const answers = [];
  for (const cookie of [
    undefined,
    "eigenkanaal_sign_in=nonsense",
    `eigenkanaal_sign_in=${town}.${toBase64Url(randomBytes(32))}`,
  ]) {
    const response = await inboxFetch(setting, "/api/v1/session/code", {
      method: "POST",
      body: { code: "123456" },
      ...(cookie !== undefined && { cookie }),
    });
    const headers = [...response.headers].filter(([name]) => name !== "date");
    answers.push({ status: response.status, headers, text: await response.text() });
  }
  expect(answers[0]?.status).toBe(401);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
