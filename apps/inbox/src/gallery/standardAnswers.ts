import { type StandardAnswer, StandardAnswerId } from "@eigenkanaal/protocol";
import { morning } from "./morning.js";

const desks = morning.town.desks;
const answer = (n: number, title: string, text: StandardAnswer["text"]): StandardAnswer[] => {
  const desk = desks[n % desks.length]?.desk;
  const id = StandardAnswerId.parse(`00000000-0000-4000-9000-0000000000${String(n).padStart(2, "0")}`);
  return desk ? [{ answer: id, desk, title, text }] : [];
};

/** What the desks of the gallery answer often. */
export const standardAnswers: StandardAnswer[] = [
  ...answer(1, "Afspraak maken", {
    nl: "U maakt een afspraak op onze website of via {telefoon}. Neem uw oude paspoort en een pasfoto mee.",
    en: "You can make an appointment on our website or call {telefoon}.",
  }),
  ...answer(2, "Container is vol", {
    nl: "Dank voor uw bericht over {onderwerp}. Wij legen de container op [dag]. Zet geen zakken naast de container: die nemen wij niet mee, en dieren maken ze open.",
  }),
  ...answer(3, "Groet aan het begin", { nl: "Goedendag, u spreekt met {collega} van {bureau}." }),
  ...answer(11, "Wij zoeken het uit", { nl: "Ik zoek dit voor u uit. U hoort vóór [dag] van mij." }),
];
