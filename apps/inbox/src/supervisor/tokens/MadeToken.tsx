import type { MadeApiToken } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId, useState } from "react";
import { useTexts } from "../../texts/texts.js";

/** A fresh token's secret, shown this once: to copy. */
export const MadeToken = ({ secret, onKept }: Pick<MadeApiToken, "secret"> & { onKept: () => void }) => {
  const { tokens: words } = useTexts();
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  const id = useId();
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied("yes"),
      () => setCopied("failed"),
    );
  return (
    <div className="answer-form">
      <Paragraph className="notice">{words.madeExplained}</Paragraph>
      <label className="label" htmlFor={id}>
        {words.secret}
      </label>
      <input
        id={id}
        className="field token-secret"
        readOnly
        value={secret}
        onFocus={(event) => event.target.select()}
      />
      <p className="quiet" role="status">
        {copied === "yes" && words.copied}
        {copied === "failed" && words.notCopied}
      </p>
      <div className="modal-actions">
        <Button purpose="secondary" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button purpose="primary" data-purpose="kept" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </div>
  );
};
