import type { SignInFailure } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useTexts } from "../texts/texts.js";

/** A field for the passphrase that can be shown: five words are long to type unseen. */
export const PassphraseField = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) => {
  const texts = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <>
      <label className="label" htmlFor="passphrase">
        {texts.session.passphrase}
      </label>
      <p className="hint" id="passphrase-hint">
        {texts.session.passphraseHint}
      </p>
      <input
        id="passphrase"
        className="field"
        type={shown ? "text" : "password"}
        autoComplete="current-password"
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-describedby="passphrase-hint"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button purpose="subtle" aria-controls="passphrase" onClick={() => setShown(!shown)}>
        {shown ? texts.session.hidePassphrase : texts.session.showPassphrase}
      </Button>
    </>
  );
};

/** Why signing in or unlocking failed, and what to do. */
export const SessionFailure = ({ failure }: { failure: SignInFailure }) => {
  const texts = useTexts();
  const words = { ...texts.refused, ...texts.session.failures };
  return (
    <Paragraph className="notice notice-danger" role="alert">
      {words[failure]}
    </Paragraph>
  );
};
