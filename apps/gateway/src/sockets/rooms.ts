import type { Channel, ConversationId, DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import type { Citizen, Member } from "../principals.js";

/** Who has loaded a conversation and may hear this channel. */
export const channelRoom = (organisation: OrganisationId, conversation: ConversationId, channel: Channel) =>
  `channel:${organisation}:${conversation}:${channel}`;

/** All connections of one citizen. */
export const citizenRoom = ({ organisation, vkB64 }: Pick<Citizen, "organisation" | "vkB64">) =>
  `citizen:${organisation}:${vkB64}`;

/** All citizens of a town who are connected. */
export const citizensRoom = (organisation: OrganisationId) => `citizens:${organisation}`;

/** All colleagues of a desk who are connected. */
export const deskRoom = (organisation: OrganisationId, desk: DeskId) => `desk:${organisation}:${desk}`;

/** All supervisors of a desk who are connected. */
export const boardRoom = (organisation: OrganisationId, desk: DeskId) => `board:${organisation}:${desk}`;

/** All connections of one colleague. */
export const memberRoom = (organisation: OrganisationId, member: MemberId) =>
  `member:${organisation}:${member}`;

/** All colleagues of a town who are connected. */
export const colleaguesRoom = (organisation: OrganisationId) => `colleagues:${organisation}`;

/** All connections of one session. */
export const sessionRoom = ({ organisation, session }: Pick<Member, "organisation" | "session">) =>
  `session:${organisation}:${session}`;
