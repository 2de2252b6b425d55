import { toBase64Url } from "@eigenkanaal/crypto";
import { inboxFetch } from "./callers.js";
import type { RunningGateway } from "./gateway.js";
import { codeOf } from "./totp.js";
import type { Colleague } from "./town.js";

/** Signing in step by step, as raw requests. */

type Place = { gateway: RunningGateway };

/** A response that tests look at without trust: its code on refusal, its cookies by name, its body, when to come back. */
export type Told = {
  status: number;
  code: string | undefined;
  cookies: Map<string, string>;
  body: Record<string, unknown>;
  /** In seconds; NaN where nothing is said of it. */
  retryAfter: number;
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
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return { status: response.status, code: body.code as string | undefined, cookies, body, retryAfter };
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
