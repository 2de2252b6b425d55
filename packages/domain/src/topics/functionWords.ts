import { stopwords as dutch } from "@orama/stopwords/dutch";
import { stopwords as english } from "@orama/stopwords/english";

const words = (...lines: string[]): string[] => lines.flatMap((line) => line.split(" "));

/** Besides the library's: how people begin and end a question, what they write short, and what a question is made of. */
const ofQuestions = words(
  "wil wilt willen graag gaarne vraag vragen even moet moeten mag mogen kan kunnen kunt gaan gaat ging doe doet",
  "mn me mij m k t n s d zn z hoi hallo dag goedemorgen goedemiddag geachte heer mevrouw mvr alvast bedankt dank groet",
  "wel niet nog al weer echt gewoon eens jullie gemeente wat waar wanneer hoe wie welke welk waarom",
  "krijg krijgen heb hebt heeft hebben had komt komen via aub svp ivm nodig erg heel mee per ben bent worden wordt",
  "laat laten staat staan zit alleen zonder mijn uw ons onze hun mensen iemand iets niks niets alles",
  "denk weet zeg zegt daar hier toch maar dus toe please need want get like",
);

/** Words that say nothing of what a question is about, in Dutch and English, as `wordsIn` writes them. */
export const functionWords: ReadonlySet<string> = new Set(
  [...dutch, ...english, ...ofQuestions].map((word) => word.replaceAll("'", "")),
);

/** Words that stand in questions about anything: they may decide between two topics, but not make one. */
export const commonWords: ReadonlySet<string> = new Set(
  words(
    "aanvragen aanvraag aangeven doorgeven regelen melden nieuw nieuwe oud oude goed terug weg vandaag morgen gisteren",
    "lang duurt duren uur dag dagen week weken maand maanden jaar jaren zaterdag zondag maandag keer tijd vroeg laatste eerste volgende",
    "geld kosten kost betalen betaald gratis hulp helpen zoeken vinden gevonden ophalen halen brengen sturen gestuurd",
    "brief mail krijgt gekregen ontvangen gehad gemeld gedaan gezien gezegd werkt werken kapot stuk kwijt last open",
    "straat huis woning wonen woon deur plaats plek auto school kind kinderen zoon dochter moeder vader man vrouw ouders",
    "oma opa vriend vriendin broer zus buurman kaart vergunning belasting stoppen beginnen maken gemaakt groot kleine",
    "new old apply help house street car child son daughter mother father week month year money cost pay find open",
  ),
);
