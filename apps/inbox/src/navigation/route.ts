import { ConversationId, DeskId } from "@eigenkanaal/protocol";
import { type ListName, listNames } from "../queue/lists.js";

/** Where in the inbox someone is. Kept in the fragment of the address, which never leaves the browser. */
export type Route = { list: ListName; desk: DeskId | null; conversation: ConversationId | null };

export const home: Route = { list: "waiting", desk: null, conversation: null };

/** `#/mine`, `#/desk/<desk>`, `#/waiting/all/<conversation>`. */
export const hashOf = ({ list, desk, conversation }: Route): string =>
  ["#", list, ...(desk || conversation ? [desk ?? "all"] : []), ...(conversation ? [conversation] : [])].join(
    "/",
  );

/** The route of a fragment; whatever is not one of ours is the queue. */
export const routeOf = (hash: string): Route => {
  const [, list, desk, conversation] = hash.split("/");
  const known = listNames.find((name) => name === list);
  if (!known) return home;
  return {
    list: known,
    desk: DeskId.safeParse(desk).data ?? null,
    conversation: ConversationId.safeParse(conversation).data ?? null,
  };
};
