import type { ApiTokenId, ApiTokens, MadeApiToken, MakeApiToken } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** A supervisor's tokens for programs. Nothing is kept here: a secret least of all. */
export type ApiTokenActions = {
  load(): Promise<AccountAnswer<ApiTokens>>;
  make(asked: MakeApiToken): Promise<AccountAnswer<MadeApiToken>>;
  revoke(token: ApiTokenId): Promise<AccountAnswer<null>>;
};
