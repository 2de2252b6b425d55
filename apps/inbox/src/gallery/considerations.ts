import { ConsiderationSubject, type Considerations } from "@eigenkanaal/protocol";
import { colleagues, minuteMs, nowMs } from "./morning.js";

const dayMs = 1440 * minuteMs;
const subject = (name: string) => ConsiderationSubject.parse(name);
const noor = colleagues.noor.member;

/** A town that has decided a thing or two, and once thought otherwise. */
export const weighed: Considerations = {
  current: [
    {
      ...{ subject: subject("uploads"), decision: { kind: "choice", choice: "no" } },
      ...{ reason: "Inwoners mailen foto's tot de scan op virussen er is.", by: noor, atMs: nowMs - dayMs },
    },
    {
      subject: subject("whatsapp"),
      decision: {
        ...{ kind: "channel", state: "in_use", name: "WhatsApp", owner: "Webcare" },
        purpose: "Vragen beantwoorden van inwoners die al met de gemeente appen.",
        necessity: "Een deel van de inwoners gebruikt niets anders.",
        alternative: "De chat op de eigen website, bellen, de balie.",
      },
      ...{ reason: "Besluit van het college van 10 november.", by: noor, atMs: nowMs - 9 * dayMs },
    },
  ],
  before: [
    {
      ...{ subject: subject("uploads"), decision: { kind: "choice", choice: "yes" } },
      ...{ reason: "Een foto van een kapotte lantaarn helpt.", by: noor, atMs: nowMs - 30 * dayMs },
    },
  ],
};
