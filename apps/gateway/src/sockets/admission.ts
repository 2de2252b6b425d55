import { Refusal } from "@eigenkanaal/protocol";
import type { Socket } from "socket.io";
import { mayAsk, partiesOf, socketAct } from "../acts.js";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import { limitStruck } from "../monitoring/watching.js";
import type { Principal } from "../principals.js";
import type { Admit } from "./calls.js";
import { createHold } from "./hold.js";

/** Of what everybody does all the time; all other calls share one rate. */
const rates = { "message:send": "messages", "ephemeral:send": "ephemerals" } as const;
const rateOf = (event: string) =>
  Object.hasOwn(rates, event) ? rates[event as keyof typeof rates] : "otherCalls";

/** One person, on however many connections. */
const personOf = (principal: Principal) =>
  principal.kind === "citizen" ? principal.vkB64 : `${principal.organisation}/${principal.member}`;

/** How long a connection with too many calls in flight should wait for its answers, in milliseconds. */
const crowdedMs = 1_000;

/**
 * Admits a connection's calls: no more at once than the cap, no faster than the person's rates, and none that acts.ts does not
 * let them ask. A connection that asks too much is not read for a moment, and one that goes on all the same is ended
 * (PROTOCOL.md A1, A16, L1, L2).
 */
export const admitCalls = (
  socket: Pick<Socket, "id" | "disconnect" | "conn"> & { nsp: { name: string } },
  who: () => Principal | undefined,
  { limits }: { limits: LimitKeeper },
): Admit => {
  const hold = createHold(socket.conn);
  const check: Admit = (event, inFlight) => {
    const principal = who();
    const organisation = principal?.organisation;
    if (inFlight > limits.of(organisation).callsInFlight) {
      limitStruck("callsInFlight");
      throw new Refusal("too_many_requests", { retryAfterMs: crowdedMs });
    }
    if (principal) limits.take(rateOf(event), { key: personOf(principal), organisation });
    const act = socketAct(socket.nsp.name, event);
    if (!principal && !act) throw new Refusal("unauthenticated");
    if (act && !mayAsk(act, partiesOf(principal)))
      throw new Refusal(principal?.kind === "member" ? "forbidden" : "unauthenticated");
  };
  const countRefused = () => {
    try {
      limits.take("refusedCalls", { key: socket.id, organisation: who()?.organisation });
    } catch {
      socket.disconnect(true);
    }
  };
  return (event, inFlight) => {
    try {
      check(event, inFlight);
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === "too_many_requests") hold();
      countRefused();
      throw refusal;
    }
  };
};
