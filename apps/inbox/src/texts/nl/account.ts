import { count } from "../count.js";

/** Words about signing in, the second step and where one is signed in. */

export const session = {
  title: "Inloggen",
  intro: "Gesprekken met inwoners. Alleen te lezen voor de inwoner en het bureau.",
  account: "Account",
  accountHint: "Bijvoorbeeld sanne@voorbeeld.nl",
  passphrase: "Wachtzin",
  passphraseHint: "De vijf woorden die je bij je start hebt gekregen.",
  showPassphrase: "Toon wachtzin",
  hidePassphrase: "Verberg wachtzin",
  signIn: "Log in",
  signingIn: "Je wordt ingelogd",
  steps: {
    stretching: "Van je wachtzin een sleutel maken",
    asking: "Je account nakijken",
    unlocking: "Je gesprekken ontgrendelen",
  },
  stepDone: "klaar",
  stepNow: "bezig",
  stretchingIsSlow: "Dit duurt met opzet ongeveer een seconde. Zo is je wachtzin moeilijk te raden.",
  lockedTitle: (name: string) => `Welkom terug, ${name}`,
  lockedIntro: "De inbox is vergrendeld. Je gesprekken zijn pas weer te lezen na je wachtzin.",
  unlock: "Ontgrendel",
  signOut: "Log uit",
  signOutHint: "Ben jij dit niet? Log uit. Daarna kun je met een ander account inloggen.",
  ended: {
    signed_out: "Je bent uitgelogd. Je sleutel is van deze computer verwijderd.",
    idle: "Je was een tijd niet actief. Daarom ben je uitgelogd. Log opnieuw in.",
    expired: "Je werkdag in de inbox is voorbij. Log opnieuw in om verder te gaan.",
  },
  failures: {
    wrong_passphrase: "Deze wachtzin klopt niet. Kijk of Caps Lock uit staat en probeer het opnieuw.",
    untrusted:
      "We kunnen niet controleren of deze server echt van jouw gemeente is. Log niet in en bel de beheerder. Laad daarna de pagina opnieuw.",
    unreachable: "Er is geen verbinding met de server. Kijk of je internet werkt en probeer het opnieuw.",
  },
};

export const secondFactor = {
  title: "Tweede stap bij inloggen",
  loading: "Je tweede stap wordt opgehaald…",
  explained:
    "Met een tweede stap log je in met je wachtzin en een code van je telefoon. Wie alleen je wachtzin heeft, komt er dan niet in.",
  none: "Je hebt nog geen tweede stap.",
  since: (when: string) => `Staat aan sinds ${when}.`,
  left: (left: number) => `Je hebt nog ${count(left, "herstelcode", "herstelcodes")}.`,
  required: "Je gemeente vraagt van iedereen een tweede stap. Uitzetten kan daarom niet.",
  enrol: "Zet aan",
  renew: "Vernieuw",
  remove: "Zet uit",
  proof: {
    enrol: "Vul eerst je wachtzin in. Zo weten we zeker dat jij dit bent.",
    renew:
      "Voor een nieuwe telefoon of nieuwe herstelcodes. Vul eerst je wachtzin en een code in. Je oude app blijft werken tot de nieuwe klaar is.",
    remove: "Vul je wachtzin en een code in. Daarna log je in met alleen je wachtzin.",
  },
  proceedWith: { enrol: "Ga verder", renew: "Ga verder", remove: "Zet tweede stap uit" },
  checking: "We kijken je wachtzin na. Dit duurt ongeveer een seconde…",
  removed: "Je tweede stap staat uit.",
  enrolled: "Je tweede stap staat aan.",
  code: "Code",
  codeHints: {
    app: "De zes cijfers die je app nu laat zien.",
    any: "Zes cijfers uit je app. Geen telefoon bij de hand? Gebruik een herstelcode.",
  },
  codeTitle: "Vul je code in",
  codeIntro: "Je wachtzin klopt. Nu nog de code uit de app op je telefoon.",
  allLost: "Telefoon én herstelcodes kwijt? Bel de beheerder van je gemeente.",
  otherAccount: "Log in met een ander account",
  enrolTitle: "Stel je tweede stap in",
  enrolIntro:
    "Je gemeente vraagt een tweede stap bij het inloggen. Dat stel je één keer in. Daarna opent de inbox.",
  stepApp: "Open de app voor codes op je telefoon, bijvoorbeeld FreeOTP, Aegis of de app van je werk.",
  stepScan: "Scan deze code met de app.",
  qrLabel: "QR-code voor je app. De sleutel staat er ook onder als tekst.",
  byHand: "Lukt scannen niet? Typ dan deze sleutel over in de app:",
  stepConfirm: "Vul de code in die de app laat zien.",
  confirm: "Bevestig",
  recoveryCodes: "Je herstelcodes",
  recoveryIntro:
    "Heb je je telefoon niet? Dan log je in met een van deze codes. Elke code werkt één keer. Je ziet ze alleen nu.",
  print: "Druk af",
  copy: "Kopieer",
  copied: "De codes staan op je klembord.",
  notCopied: "Kopiëren lukte niet. Druk de codes af of schrijf ze over.",
  keepExplained: "Bewaar ze op papier op een veilige plek, niet bij je computer.",
  kept: "Ik heb ze bewaard",
  usedTitle: "Je gebruikte een herstelcode",
  usedIntro: (left: number) => `Die code werkt nu niet meer. Je hebt er nog ${left} over.`,
  usedAdvice:
    "Nieuwe telefoon, of bijna geen codes meer? Vernieuw je tweede stap bij Instellingen. Was jij dit niet? Bel meteen de beheerder.",
  proceed: "Naar de inbox",
};

export const sessions = {
  title: "Waar je bent ingelogd",
  intro:
    "Ken je er een niet, of liet je een computer achter? Log die uit. We bewaren geen plaats of apparaat, alleen tijden.",
  loading: "De lijst wordt opgehaald…",
  here: "Deze browser",
  began: (when: string) => `Ingelogd op ${when}`,
  lastSeen: (when: string) => `Laatst gebruikt op ${when}`,
  end: "Log uit",
  endOthers: "Log overal uit, behalve hier",
  ended: "Uitgelogd.",
  only: "Je bent nergens anders ingelogd.",
};
