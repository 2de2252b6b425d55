import type { ConsiderationSubject, Considerations, SetConsideration } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** What the town weighed, and what it weighs anew. Nothing is kept here. */
export type ConsiderationActions = {
  load(): Promise<AccountAnswer<Considerations>>;
  set(subject: ConsiderationSubject, asked: SetConsideration): Promise<AccountAnswer<null>>;
};
