import { count } from "../count.js";

/** Words about links to the chat, and the codes by which they are counted. */
export const links = {
  title: "Links en QR-codes",
  open: "Maak een link",
  loading: "De links worden opgehaald…",
  intro:
    "Een link opent de chat op de website van je gemeente, bij het onderwerp dat je kiest. Handig voor een antwoord op sociale media of in een brief.",
  counted: "We tellen hoeveel gesprekken via een campagne komen. We houden niet bij wie dat zijn.",
  topic: "Onderwerp",
  noTopic: "Geen: de inwoner kiest zelf",
  campaign: "Campagne",
  noCampaign: "Geen: er wordt niets geteld",
  link: "Link",
  sensitive:
    "Dit is een gevoelig onderwerp. Daarom gaat de link meteen naar de website en telt er geen campagne mee: zo hoort onze server niet welk onderwerp het is.",
  noPage: "De gemeente heeft nog geen pagina met de chat ingesteld. Vraag de beheerder daarom.",
  copy: "Kopieer link",
  copied: "De link staat op je klembord.",
  notCopied: "Kopiëren lukte niet. Selecteer de link en kopieer hem zelf.",
  print: "Druk af",
  download: "Download QR-code",
  qrLabel: (about: string) => `QR-code die de chat opent: ${about}`,
  sheetTitle: (town: string) => `Chat met ${town}`,
  sheetScan: "Scan de code met de camera van uw telefoon. Of typ de link over.",
  sheetCall: (phone: string) => `Liever bellen? Bel ${phone}.`,
  campaigns: "Campagnes",
  campaignsHint:
    "Bijvoorbeeld een brief, een poster of een bericht op sociale media. Hoogstens 100 tegelijk.",
  noCampaigns: "Er zijn nog geen campagnes.",
  opened: (n: number, atLeast: boolean) =>
    `${atLeast ? "Minstens " : ""}${count(n, "gesprek", "gesprekken")} in 30 dagen`,
  onlyAdministrator: "Een functioneel beheerder voegt campagnes toe.",
  code: "Naam van de nieuwe campagne",
  codeHint:
    "Kleine letters, cijfers en streepjes. Bijvoorbeeld brief-afval-2027. Nooit iets over één persoon.",
  wrongCode: "Gebruik alleen kleine letters, cijfers en streepjes, hoogstens 40 tekens.",
  add: "Voeg toe",
  added: "De campagne is toegevoegd.",
  end: "Beëindig",
  ended: "De campagne is beëindigd. Links ermee blijven werken, maar worden niet meer geteld.",
  full: "Er zijn al 100 campagnes. Beëindig er eerst een.",
};
