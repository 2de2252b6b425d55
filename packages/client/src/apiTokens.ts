import { answerOf } from "./account.js";
import type { ApiTokenActions } from "./apiTokenViews.js";
import type { Http } from "./http.js";

/** A supervisor's tokens for programs (PROTOCOL.md I20). */
export const createApiTokens = ({
  http,
}: {
  http: Pick<Http, "apiTokens" | "makeApiToken" | "revokeApiToken">;
}): ApiTokenActions => ({
  load: async () => answerOf(await http.apiTokens()),
  make: async (asked) => answerOf(await http.makeApiToken(asked)),
  revoke: async (token) => answerOf(await http.revokeApiToken(token)),
});
