import { toBase64Url } from "@eigenkanaal/crypto";
import { Secret, TOTP } from "otpauth";
import { inboxFetch } from "./callers.js";
import type { RunningGateway } from "./gateway.js";
import type { Colleague } from "./town.js";

/** Signing in step by step, as raw requests, and the app on a colleague's phone. */

type Place = { gateway: RunningGateway };

/** A response that tests look at without trust: its code on refusal, its cookies by name, its body. */
export type Told = {
  status: number;
  code: string | undefined;
  cookies: Map<string, string>;
  body: Record<string, unknown>;
};

const told = async (response: Response): Promise<Told> => {
  const text = await response.text();
  const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  const cookies = new Map(
    response.headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";", 1);
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  return { status: response.status, code: body.code as string | undefined, cookies, body };
};

export const ask = async (
  place: Place,
  path: string,
  { body, cookie }: { body?: unknown; cookie?: string } = {},
): Promise<Told> =>
  told(
    await inboxFetch(place, `/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body !== undefined && { body }),
      ...(cookie !== undefined && { cookie }),
    }),
  );

const cookieOf = ({ cookies, status, code }: Told, name: string): string => {
  const value = cookies.get(name);
  if (value === undefined) throw new Error(`no ${name} with ${status} ${code}`);
  return `${name}=${value}`;
};
export const sessionCookieOf = (answer: Told) => cookieOf(answer, "eigenkanaal_inbox");
export const pendingCookieOf = (answer: Told) => cookieOf(answer, "eigenkanaal_sign_in");

/** The first step, with the right half of the passphrase. */
export const firstStep = (place: Place, { account, auth }: Colleague): Promise<Told> =>
  ask(place, "/session", { body: { account, auth: toBase64Url(auth) } });

/** What an app shows for a secret; `steps` later than now. */
export const codeOf = (secretBase32: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secretBase32) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** A code that the app does not show: not now, not just before and not soon after. */
export const wrongCodeOf = (secretBase32: string): string => {
  const right = new Set([-2, -1, 0, 1, 2].map((steps) => codeOf(secretBase32, steps)));
  const wrong = ["000000", "000001", "000002", "000003", "000004", "000005"].find((code) => !right.has(code));
  if (wrong === undefined) throw new Error("every code is right");
  return wrong;
};

export type EnrolledColleague = { secretBase32: string; recoveryCodes: string[]; cookie: string };

/** Enrols a signed-in colleague who has no second factor; the confirmation uses up the app's present code. */
export const enrol = async (
  place: Place,
  { auth }: Colleague,
  cookie: string,
): Promise<EnrolledColleague> => {
  const offered = await ask(place, "/second-factor/enrolment", {
    cookie,
    body: { auth: toBase64Url(auth), code: null },
  });
  const secretBase32 = offered.body.secretBase32 as string;
  const confirmed = await ask(place, "/second-factor/confirmation", {
    cookie,
    body: { code: codeOf(secretBase32) },
  });
  if (confirmed.status !== 200) throw new Error(`not enrolled: ${offered.code} ${confirmed.code}`);
  return { secretBase32, recoveryCodes: confirmed.body.recoveryCodes as string[], cookie };
};
