import type { TownView } from "@eigenkanaal/client";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { QrCode } from "../print/QrCode.js";
import { useTexts } from "../texts/texts.js";

/** The link that carries a code: behind the `#`, so that it reaches no server (PROTOCOL.md D5). */
const codeLink = (page: string, code: string) =>
  `${page.split("#")[0]}#eigenkanaal&code=${encodeURIComponent(code)}`;

/** What the citizen takes home: how to go on, the code, and its QR code. */
export const CodeOnPaper = ({
  code,
  page,
  town,
  desk,
}: {
  code: string;
  page: string;
  town: TownView;
  desk: string;
}) => {
  const { counter: words } = useTexts();
  const { phone, counterUrl } = town.contact;
  return (
    <>
      <Paragraph className="notice not-printed">{words.once}</Paragraph>
      <div className="print-sheet counter-sheet">
        <h3 className="counter-title">{words.sheetTitle}</h3>
        <p className="quiet">{words.sheetTown(town.name, desk)}</p>
        <p>{words.sheetIntro}</p>
        <ol className="counter-steps">
          <li>{words.sheetScan}</li>
          <li>{words.sheetType(page)}</li>
          <li>{words.sheetRead}</li>
        </ol>
        <QrCode text={codeLink(page, code)} label={words.qrLabel} />
        <p className="label" id="counter-code">
          {words.yourCode}
        </p>
        <output className="counter-code" aria-labelledby="counter-code">
          {code}
        </output>
        <p>{words.sheetSecret}</p>
        <p>{words.sheetPerson(phone, counterUrl)}</p>
      </div>
    </>
  );
};
