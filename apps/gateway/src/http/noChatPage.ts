/** How to reach a town without the chat. */
type TownContact = { name: string; phone: string; counterUrl: string; url: (fragment: "#chat") => string };

const words = {
  nl: {
    title: "Deze link werkt niet",
    text: "De chat kunnen we met deze link niet openen. U kunt ons wel bellen, of langskomen aan de balie.",
    call: (phone: string) => `Bel ${phone}`,
    counter: "Adres en openingstijden van de balie",
    emergency: "Is er direct gevaar?",
    chat: "Open de chat",
  },
  en: {
    title: "This link does not work",
    text: "We cannot open the chat with this link. You can call us, or visit the counter.",
    call: (phone: string) => `Call ${phone}`,
    counter: "Address and opening hours of the counter",
    emergency: "Is anyone in danger right now?",
    chat: "Open the chat",
  },
};

/** For a link of which no page of a town is known: how to reach a person, and help in danger, in Dutch and in English. */
export const noChatPage = (towns: readonly TownContact[]): string => `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${words.nl.title}</title>
<main>${section("nl", towns)}${section("en", towns)}</main>
</html>
`;

const section = (lang: keyof typeof words, towns: readonly TownContact[]): string => {
  const { title, text, emergency, call } = words[lang];
  return `<section lang="${lang}"><h1>${title}</h1><p>${text}</p>${towns.map((town) => contact(lang, town)).join("")}<p>${emergency} ${link("tel:112", call("112"))}</p></section>`;
};

const contact = (lang: keyof typeof words, { name, phone, counterUrl, url }: TownContact): string => {
  const { call, counter, chat } = words[lang];
  const number = `tel:${phone.replace(/[^+\d]/g, "")}`;
  const page = url("#chat");
  return `<h2>${escaped(name)}</h2><ul><li>${link(number, call(phone))}</li><li>${link(counterUrl, counter)}</li>${
    page === "" ? "" : `<li>${link(page, chat)}</li>`
  }</ul>`;
};

const link = (href: string, text: string): string => `<a href="${escaped(href)}">${escaped(text)}</a>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
