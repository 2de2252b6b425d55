import css from "./embed.css?inline";

/** The round button and, once opened, the frame; in a shadow root, so that the page's styles and ours stay apart. */
export type Launcher = {
  host: HTMLElement;
  root: ShadowRoot;
  button: HTMLButtonElement;
  /** Says how many answers wait; none takes the dot away. */
  setUnread(words: string | null): void;
};

const svg = (name: string, attributes: Record<string, string>): SVGElement => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const speechBubble = (): SVGElement => {
  const icon = svg("svg", {
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
  });
  icon.setAttribute("aria-hidden", "true");
  icon.append(
    svg("path", { d: "M4 5h16v11H12l-5 4v-4H4z", "stroke-linejoin": "round" }),
    svg("path", { d: "M8 9h8M8 12.5h5", "stroke-linecap": "round" }),
  );
  return icon;
};

/**
 * Draws the button. Its styles are a constructed sheet and elements are made one by one, so that it works under a
 * content security policy that allows no inline styles, and under Trusted Types.
 */
export const drawLauncher = (label: string): Launcher => {
  const host = document.createElement("eigenkanaal-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  const words = document.createElement("span");
  words.className = "label";
  words.textContent = label;
  const dot = document.createElement("span");
  dot.className = "dot";
  dot.hidden = true;
  button.append(speechBubble(), words, dot);
  root.append(button);
  document.body.append(host);

  return {
    host,
    root,
    button,
    setUnread: (count) => {
      dot.hidden = count === null;
      if (count === null) button.removeAttribute("aria-label");
      else button.setAttribute("aria-label", `${label}, ${count}`);
    },
  };
};
