import { Button } from "@nl-design-system-candidate/button-react";
import { useState } from "react";

/** Copies a text, and says whether that worked. */
export const CopyButton = ({
  text,
  words,
}: {
  text: string;
  words: { copy: string; copied: string; notCopied: string };
}) => {
  const [copied, setCopied] = useState<{ text: string; worked: boolean }>();
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text).then(
      () => setCopied({ text, worked: true }),
      () => setCopied({ text, worked: false }),
    );
  return (
    <>
      <Button purpose="primary" onClick={() => void copy()}>
        {words.copy}
      </Button>
      <p className="quiet copied" role="status">
        {copied?.text === text && (copied.worked ? words.copied : words.notCopied)}
      </p>
    </>
  );
};
