import type { TownView } from "@eigenkanaal/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { FrameSettings } from "../frame/settings.js";

/** `given`: the code of a link, which the person still confirms: a link can come from anybody. */
export type CodeWish = { which: "enter"; given: string } | { which: "own" };

/** How to reach a person without this chat, and what every screen can do with the window it stands in. */
export type Surroundings = {
  phone: string | null;
  counterUrl: string | null;
  privacyUrl: string | null;
  crisisLines: TownView["contact"]["crisisLines"];
  /** Null when the widget stands alone and there is nothing to go back to. */
  minimise: (() => void) | null;
  changeLanguage: () => void;
  /** Opens the sheet to go on with a conversation by its code, here or elsewhere. */
  askCode: (wish: CodeWish) => void;
};

/** What the town's own page says goes before what the chat host says. */
export const contactOf = (
  settings: FrameSettings,
  town: TownView | null,
): Pick<Surroundings, "phone" | "counterUrl" | "privacyUrl" | "crisisLines"> => ({
  phone: settings.phone ?? town?.contact.phone ?? null,
  counterUrl: settings.counterUrl ?? town?.contact.counterUrl ?? null,
  privacyUrl: town?.contact.privacyUrl ?? null,
  crisisLines: town?.contact.crisisLines ?? [],
});

export const SurroundingsContext = createContext<Surroundings>({
  phone: null,
  counterUrl: null,
  privacyUrl: null,
  crisisLines: [],
  minimise: null,
  changeLanguage: () => undefined,
  askCode: () => undefined,
});

export const useSurroundings = (): Surroundings => useContext(SurroundingsContext);
