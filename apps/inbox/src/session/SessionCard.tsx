import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type ReactNode, useEffect, useRef } from "react";
import { LockIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";

/** The one card of the screens outside the inbox; the focus begins in its first empty field. */
export const SessionCard = ({
  title,
  intro,
  children,
}: {
  title: string;
  intro: string;
  children: ReactNode;
}) => {
  const texts = useTexts();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = texts.documentTitle(0, title);
    const fields = card.current?.querySelectorAll<HTMLInputElement>("input:not([type=hidden])") ?? [];
    [...fields].find((field) => field.value === "")?.focus();
  }, [texts, title]);
  return (
    <main className="session">
      <p className="session-product">
        <LockIcon />
        {texts.product}
      </p>
      <div className="card" ref={card}>
        <Heading level={1} appearance="level-2">
          {title}
        </Heading>
        <Paragraph className="session-intro">{intro}</Paragraph>
        {children}
      </div>
    </main>
  );
};
