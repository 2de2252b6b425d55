import { ApiTokenId, type ApiTokens, DeskId, type MadeApiToken } from "@eigenkanaal/protocol";
import { minuteMs, nowMs } from "./morning.js";

/** A supervisor's tokens, made up; the secret opens nothing. */

const dayMs = 24 * 60 * minuteMs;
const deskAt = (index: number) => DeskId.parse(`00000001-0000-4000-8000-00000000000${index}`);
const tokenAt = (number: number) => ApiTokenId.parse(`00000000-0000-4000-8000-00000000001${number}`);

export const tokens: ApiTokens = {
  supervised: [deskAt(1), deskAt(7)],
  tokens: [
    {
      ...{ token: tokenAt(1), name: "Dashboard van de directie", desks: [deskAt(1), deskAt(7)] },
      ...{ createdAtMs: nowMs - 20 * dayMs, expiresAtMs: nowMs + 70 * dayMs },
      ...{ lastUsedOn: "2026-11-20", endedAtMs: null },
    },
    {
      ...{ token: tokenAt(2), name: "Jaarverslag", desks: [deskAt(7)] },
      ...{ createdAtMs: nowMs - 3 * dayMs, expiresAtMs: nowMs + 27 * dayMs },
      ...{ lastUsedOn: null, endedAtMs: null },
    },
    {
      ...{ token: tokenAt(3), name: "Proef met Excel", desks: [deskAt(1)] },
      ...{ createdAtMs: nowMs - 50 * dayMs, expiresAtMs: nowMs - 20 * dayMs },
      ...{ lastUsedOn: "2026-10-30", endedAtMs: nowMs - 20 * dayMs },
    },
  ],
};

export const madeToken: MadeApiToken = {
  ...{ token: tokenAt(4), name: "Dashboard", desks: [deskAt(1)], lastUsedOn: null, endedAtMs: null },
  ...{ createdAtMs: nowMs, expiresAtMs: nowMs + 90 * dayMs },
  secret: "ekt_Zm9vYmFyLW9wZW5zLW5vdGhpbmctYXQtYWxsLTEyMzQ",
};
