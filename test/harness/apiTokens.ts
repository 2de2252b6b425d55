import { ApiTokens, MadeApiToken } from "@eigenkanaal/protocol";
import { signIn } from "./callers.js";
import { askAs } from "./records.js";
import type { ColleagueName, Setting } from "./setting.js";
import type { TownDesk } from "./town.js";

/** A supervisor's tokens, and a program that shows one. */

type ProgramRequest = { method?: string; headers?: Record<string, string> };

/** Asks as a program does: no origin, no cookie, at most a token. */
export const askAsProgram = (
  { gateway }: Pick<Setting, "gateway">,
  path: string,
  { secret, method = "GET", headers = {} }: ProgramRequest & { secret?: string } = {},
) =>
  fetch(`${gateway.inboxOrigin}/api/v1/figures/${path}`, {
    method,
    headers: { ...headers, ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) },
  });

/** What a signed-in colleague asks of their tokens. */
export const tokensOf = async (setting: Setting, name: ColleagueName) => {
  const cookie = await signIn(setting, setting.colleague(name));
  const ask = askAs(setting, cookie);
  return {
    ...{ cookie, ask },
    make: async (desks: readonly Pick<TownDesk, "desk">[], over: object = {}) =>
      MadeApiToken.parse(
        (
          await ask("POST", "api-tokens", {
            name: "Power BI",
            days: 90,
            desks: desks.map(({ desk }) => desk),
            ...over,
          })
        ).value,
      ),
    list: async () => ApiTokens.parse((await ask("GET", "api-tokens")).value),
    revoke: async (token: string) => (await ask("DELETE", `api-tokens/${token}`)).status,
  };
};
