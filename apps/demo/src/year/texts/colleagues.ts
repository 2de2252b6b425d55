/** What colleagues of the made-up year say and write down. They answer in Dutch, and who writes English in English. */

const nlAnswers = [
  "Goedendag, dat zoek ik voor u uit. U kunt het zelf regelen op onze website, onder dit onderwerp.",
  "Dank voor uw bericht. Ik heb het nagekeken: daarvoor is een afspraak nodig. Die maakt u online of hier bij mij.",
  "Dat kan. U hebt een geldig identiteitsbewijs nodig. Het duurt meestal vijf werkdagen.",
  "Vervelend om te horen. Ik heb er een melding van gemaakt, binnen drie werkdagen kijkt er iemand naar.",
  "Ik zie uw aanvraag staan. Die is in behandeling; u krijgt er uiterlijk volgende week bericht van.",
  "Daar zijn geen kosten aan verbonden. Wilt u dat ik het formulier voor u klaarzet?",
];
const nlLater = [
  "Dat hoeft niet, het kan helemaal online.",
  "Ik heb het aangepast. Wilt u het nog eens proberen?",
  "Dat duurt ongeveer twee weken.",
  "Dank u, dat heb ik erbij gezet. Kan ik u nog ergens mee helpen?",
  "Dan kunt u uitstel vragen. Ik zet de uitleg hier voor u neer.",
];
const enAnswers = [
  "Hello, you can arrange that on our website, under this topic. It is also there in English.",
  "Thank you for your message. You need an appointment for that; I can make one for you here.",
  "That is possible. You need a valid identity document. It usually takes five working days.",
];
const enLater = [
  "No, you can do all of it online.",
  "That takes about two weeks.",
  "I have added it. Is there anything else I can help you with?",
];

export const colleaguePhrases = {
  answersIn: (language: string): readonly string[] => (language === "en" ? enAnswers : nlAnswers),
  laterIn: (language: string): readonly string[] => (language === "en" ? enLater : nlLater),
  welcome: (language: string) => (language === "en" ? "You are welcome!" : "Graag gedaan!"),
  notes: [
    "Nagevraagd bij de buitendienst, staat op de lijst voor morgen.",
    "Inwoner belt niet graag; graag hier in de chat afmaken.",
    "Zelfde vraag als vorige week, toen is de brief opnieuw verstuurd.",
  ],
  transfers: [
    "Dit is voor jullie: de vraag gaat verder dan wat wij kunnen zien.",
    "Kunnen jullie hiernaar kijken? De inwoner koos een ander onderwerp.",
    "Verkeerd team gekozen, graag overnemen.",
  ],
  atTheCounter: [
    "U was zojuist bij ons aan de balie. Hier kunt u verder vragen stellen over uw aanvraag.",
    "Zoals besproken aan de balie: zodra er nieuws is, leest u het hier.",
  ],
  summary: (topic: string) => `${topic}: vraag beantwoord, geen verdere actie nodig.`,
  noTopic: "Algemene vraag",
} as const;
