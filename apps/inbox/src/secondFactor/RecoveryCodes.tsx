import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useTexts } from "../texts/texts.js";

type RecoveryCodesProps = { recoveryCodes: string[]; onKept: () => void };

const onPaper = (code: string) => code.match(/.{1,4}/g)?.join("-") ?? code;

/** Recovery codes, shown this once: to print, to copy, to write down. */
export const RecoveryCodes = ({ recoveryCodes, onKept }: RecoveryCodesProps) => {
  const { secondFactor } = useTexts();
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  const copy = () =>
    navigator.clipboard.writeText(recoveryCodes.map(onPaper).join("\n")).then(
      () => setCopied("yes"),
      () => setCopied("failed"),
    );
  return (
    <>
      <ul className="recovery-codes" aria-label={secondFactor.recoveryCodes}>
        {recoveryCodes.map((code) => (
          <li key={code}>{onPaper(code)}</li>
        ))}
      </ul>
      <div className="setting-actions">
        <Button purpose="secondary" onClick={() => window.print()}>
          {secondFactor.print}
        </Button>
        <Button purpose="secondary" onClick={() => void copy()}>
          {secondFactor.copy}
        </Button>
      </div>
      <p className="quiet" role="status">
        {copied === "yes" && secondFactor.copied}
        {copied === "failed" && secondFactor.notCopied}
      </p>
      <Paragraph className="kept">{secondFactor.keepExplained}</Paragraph>
      <Button purpose="primary" onClick={onKept}>
        {secondFactor.kept}
      </Button>
    </>
  );
};
