import { AskNotice, NameConversation, type NoticeState, Refusal } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen } from "../principals.js";
import { deleteNotice, hasNotice, putNotice } from "../store/notices.js";
import { sealAddress } from "../store/sealing.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

/** Being told by e-mail that there is an answer (PROTOCOL.md N1 to N3). */
export const noticeCalls = (
  connection: Connection<Citizen>,
  { database, noticeKeys, offersNotices }: Parts,
) => ({
  "notice:load": handle(NameConversation, async ({ conversation }): Promise<NoticeState> => {
    const principal = connection.principal();
    const asked = await database.forOrganisation(principal.organisation, async (scope) => {
      await reachConversation(scope, principal, { act: "notice", conversation });
      return hasNotice(scope, conversation);
    });
    return { offered: offersNotices, asked };
  }),

  "notice:ask": handle(AskNotice, async ({ conversation, address }): Promise<NoticeState> => {
    const principal = connection.principal();
    const { organisation } = principal;
    if (!offersNotices) throw new Refusal("forbidden");
    const sealedAddress = sealAddress(
      await noticeKeys(organisation),
      { organisation, conversation },
      address,
    );
    await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "notice", conversation, lock: true });
      const { handling, language } = found.conversation;
      if (handling.state === "closed") throw new Refusal("conversation_closed");
      await putNotice(scope, conversation, { sealedAddress, language });
    });
    return { offered: true, asked: true };
  }),

  "notice:withdraw": handle(NameConversation, async ({ conversation }): Promise<NoticeState> => {
    const principal = connection.principal();
    await database.forOrganisation(principal.organisation, async (scope) => {
      await reachConversation(scope, principal, { act: "notice", conversation });
      await deleteNotice(scope, conversation);
    });
    return { offered: offersNotices, asked: false };
  }),
});
