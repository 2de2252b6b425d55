import { drawLauncher } from "./embed/button.js";
import { openPanel, type Panel } from "./embed/panel.js";
import { embedTexts } from "./embed/texts.js";
import { fragmentFor, langFor } from "./frame/settings.js";

/**
 * The snippet on the town's page: draws a button. Nothing is fetched from the chat host and nothing is stored
 * before the person opens the chat.
 */
const embed = (script: HTMLScriptElement): void => {
  const lang = langFor(script.dataset.lang ?? document.documentElement.lang);
  const texts = embedTexts[lang];
  const launcher = drawLauncher(texts.ask);
  const address = new URL("/widget/", script.src);
  address.hash = fragmentFor({
    root: script.dataset.root,
    phone: script.dataset.phone,
    counter: script.dataset.counter,
    lang,
    page: location.origin,
  });

  let panel: Panel | undefined;
  const minimise = (): void => {
    panel?.hide();
    launcher.button.hidden = false;
    launcher.button.focus();
    // So that the same link to #chat opens it again.
    if (location.hash === "#chat")
      history.replaceState(history.state, "", location.pathname + location.search);
  };
  const open = (): void => {
    panel ??= openPanel(launcher.root, { address, title: texts.title }, (message) => {
      if (message.type === "minimise") minimise();
      if (message.type === "unread")
        launcher.setUnread(message.count > 0 ? texts.answers(message.count) : null);
    });
    launcher.button.hidden = true;
    panel.show();
  };

  launcher.button.addEventListener("click", open);
  const openWhenLinked = (): void => {
    const link = location.hash.slice(1);
    if (link === "chat") open();
    if (!link.startsWith("eigenkanaal")) return;
    // Whoever follows a link to the chat has chosen to chat. What it says leaves the address, for it can hold a key.
    history.replaceState(history.state, "", location.pathname + location.search);
    open();
    panel?.follow(link);
  };
  window.addEventListener("hashchange", openWhenLinked);
  openWhenLinked();
};

const script = document.currentScript;
if (script instanceof HTMLScriptElement && document.querySelector("eigenkanaal-chat") === null) {
  if (document.body) embed(script);
  else document.addEventListener("DOMContentLoaded", () => embed(script), { once: true });
}
