import fc from "fast-check";
import { inboxFetch, signIn } from "../harness/callers.js";
import { firstStep, pendingCookieOf } from "../harness/secondFactor.js";
import type { FoundedTown, Stage } from "./stage.js";

/** Real sessions that are not the sender's, whole and taken apart. */

/** Sessions of others who really are signed in: what they may see they may, and nothing else. */
export const othersCookies = ["colleague", "otherTown"] as const;
export type OthersCookie = (typeof othersCookies)[number];

/** Made of what was really given out, and nobody's: whoever shows one has shown nothing. */
export const nobodysCookies = [
  /** The sender's own token under the other town. */
  "ownElsewhere",
  /** The other town's token under this one. */
  "otherTownHere",
  /** What opens the second step of signing in, as a session. */
  "pendingAsSession",
  /** A session, as what opens the second step. */
  "sessionAsPending",
  /** A session that has ended. */
  "ended",
] as const;
export type NobodysCookie = (typeof nobodysCookies)[number];

export type ForeignCookie = OthersCookie | NobodysCookie;

const all: readonly ForeignCookie[] = [...othersCookies, ...nobodysCookies];
export const isForeign = (which: string): which is ForeignCookie => all.some((one) => one === which);
export const isNobodys = (which: ForeignCookie): which is NobodysCookie =>
  nobodysCookies.some((one) => one === which);
export const foreignCookies: fc.Arbitrary<ForeignCookie> = fc.constantFrom(...all);

export type Foreign = {
  /** A Cookie header; `own` is the sender's. */
  cookie(which: ForeignCookie, own: string): string;
  /** Signs in again whose session the fuzzer may have ended. */
  renew(which: OthersCookie): Promise<void>;
};

const sessionName = "eigenkanaal_inbox";
const pendingName = "eigenkanaal_sign_in";

/** A cookie's parts: its name, whose town, and the token. */
const partsOf = (cookie: string) => {
  const [, name = "", organisation = "", token = ""] = /^(\w+)=([^.]*)\.(.*)$/.exec(cookie) ?? [];
  return { name, organisation, token };
};

/** Signs in a colleague of each town who is nobody's witness, and one who still owes the second step. */
export const foreignIn = async (stage: Stage): Promise<Foreign> => {
  const { town, otherTown } = stage;
  const person = (of: FoundedTown, name: string) => {
    const found = of.people.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const who = { colleague: person(town, "eva"), otherTown: person(otherTown, "finn") };
  const cookies = {
    colleague: await signIn(stage, who.colleague),
    otherTown: await signIn(stage, who.otherTown),
  };
  const ended = await signIn(stage, who.colleague);
  await inboxFetch(stage, "/api/v1/session", { method: "DELETE", cookie: ended });
  await stage.setSecondFactor(otherTown, "required");
  const pending = pendingCookieOf(await firstStep(stage, person(otherTown, "gijs")));
  await stage.setSecondFactor(otherTown, "offered");
  const pieces: Record<NobodysCookie, (own: string) => string> = {
    ownElsewhere: (own) => `${sessionName}=${otherTown.organisation}.${partsOf(own).token}`,
    otherTownHere: () => `${sessionName}=${town.organisation}.${partsOf(cookies.otherTown).token}`,
    pendingAsSession: () => pending.replace(pendingName, sessionName),
    sessionAsPending: (own) => own.replace(sessionName, pendingName),
    ended: () => ended,
  };
  return {
    cookie: (which, own) => (isNobodys(which) ? pieces[which](own) : cookies[which]),
    renew: async (which) => {
      cookies[which] = await signIn(stage, who[which]);
    },
  };
};

/** The identifier of a cookie's own session. */
export const currentSession = async (
  { gateway }: Pick<Stage, "gateway">,
  cookie: string,
): Promise<string> => {
  const answer = await inboxFetch({ gateway }, "/api/v1/sessions", { cookie });
  const { sessions = [] } = (await answer.json()) as { sessions?: { session: string; current: boolean }[] };
  return sessions.find(({ current }) => current)?.session ?? "";
};
