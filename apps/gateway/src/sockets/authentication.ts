import { randomBytes } from "node:crypto";
import { Authenticate, type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import type { Citizen, Member } from "../principals.js";
import { readCookie } from "../signIn/cookie.js";
import { desksOf, watchedDesksOfAll } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { memberOfSession } from "../store/sessions.js";
import { isSigned } from "../trust/signatures.js";
import { handle } from "./calls.js";
import type { AgentSocket, CitizenSocket } from "./news.js";
import {
  boardRoom,
  citizenRoom,
  citizensRoom,
  colleaguesRoom,
  deskRoom,
  memberRoom,
  sessionRoom,
} from "./rooms.js";

type Challenging = {
  origin: string;
  isOrganisation: (organisation: OrganisationId) => Promise<boolean>;
  /** Hears that it is known whose connection it is. */
  known: () => void;
};

/** Challenges a citizen's new connection and gives the call that answers it (PROTOCOL.md A1). */
export const challengeCitizen = (socket: CitizenSocket, { origin, isOrganisation, known }: Challenging) => {
  let nonce: Uint8Array | undefined = randomBytes(32);
  socket.emit("challenge", { nonce });
  return {
    authenticate: handle(Authenticate, async ({ organisation, vk, signature }): Promise<null> => {
      const open = nonce;
      nonce = undefined;
      const signed =
        open !== undefined &&
        isSigned("MCE1/auth", Buffer.concat([Buffer.from(origin, "utf8"), open]), { vk, signature });
      if (!signed || !(await isOrganisation(organisation))) throw new Refusal("unauthenticated");
      const citizen: Citizen = {
        kind: "citizen",
        organisation,
        vkB64: Buffer.from(vk).toString("base64url"),
      };
      socket.data.citizen = citizen;
      known();
      await socket.join([citizenRoom(citizen), citizensRoom(organisation)]);
      return null;
    }),
  };
};

/** The colleague of a handshake's session cookie, in the rooms of their desks and of those that they supervise; undefined without a live session (PROTOCOL.md A3). */
export const recogniseMember = async (
  socket: AgentSocket,
  { origin, database, nowMs }: { origin: string; database: Database; nowMs: number },
): Promise<Member | undefined> => {
  const cookie = readCookie(socket.handshake.headers.cookie, { kind: "session", origin });
  const member = await memberOfSession(cookie, { database, nowMs });
  if (!member) return undefined;
  const { organisation } = member;
  const { desks, watched } = await database.forOrganisation(organisation, async (scope) => ({
    desks: await desksOf(scope, member.member),
    watched: (await watchedDesksOfAll(scope, [member.member])).get(member.member) ?? [],
  }));
  await socket.join([
    sessionRoom(member),
    memberRoom(organisation, member.member),
    colleaguesRoom(organisation),
    ...desks.map((desk) => deskRoom(organisation, desk)),
    ...watched.map((desk) => boardRoom(organisation, desk)),
  ]);
  return member;
};
