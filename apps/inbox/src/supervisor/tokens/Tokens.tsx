import type { ApiTokenActions, DeskView, SignInFailure } from "@eigenkanaal/client";
import type { ApiToken, ApiTokens, MadeApiToken, MakeApiToken } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useState } from "react";
import { Modal } from "../../navigation/Modal.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { inLanguage, useTexts } from "../../texts/texts.js";
import { MadeToken } from "./MadeToken.js";
import { TokenForm } from "./TokenForm.js";
import { TokenRow } from "./TokenRow.js";

type TokensProps = { actions: ApiTokenActions; desks: readonly DeskView[]; onClose: () => void };

type Loaded = { at: "loading" } | { at: "failed"; failure: SignInFailure } | { at: "shown"; told: ApiTokens };
type Doing =
  | { at: "list"; said: string }
  | { at: "making" }
  | { at: "made"; made: MadeApiToken }
  | { at: "revoking"; token: ApiToken };

/** A supervisor's own tokens: made, shown once, listed and revoked. */
export const Tokens = ({ actions, desks, onClose }: TokensProps) => {
  const texts = useTexts();
  const { tokens: words } = texts;
  const [loaded, setLoaded] = useState<Loaded>({ at: "loading" });
  const [doing, setDoing] = useState<Doing>({ at: "list", said: "" });
  const [failure, setFailure] = useState<SignInFailure>();
  const load = useCallback(async () => {
    const answer = await actions.load();
    setLoaded(answer.ok ? { at: "shown", told: answer.value } : { at: "failed", failure: answer.failure });
  }, [actions]);
  useEffect(() => void load(), [load]);

  const go = (next: Doing) => {
    setFailure(undefined);
    setDoing(next);
  };
  const make = async (asked: MakeApiToken) => {
    const answer = await actions.make(asked);
    if (!answer.ok) return setFailure(answer.failure);
    go({ at: "made", made: answer.value });
    await load();
  };
  const revoke = async ({ token }: ApiToken) => {
    const answer = await actions.revoke(token);
    if (!answer.ok) return setFailure(answer.failure);
    await load();
    go({ at: "list", said: words.revoked });
  };
  const nameOf = (id: string) => {
    const desk = desks.find(({ desk: one }) => one === id);
    return desk ? inLanguage(desk.name, texts) : texts.lists.desk;
  };

  return (
    <Modal title={doing.at === "made" ? words.made : words.title} onClose={onClose}>
      {failure === "too_large" ? (
        <Paragraph className="notice notice-danger" role="alert">
          {words.full}
        </Paragraph>
      ) : (
        failure && <SessionFailure failure={failure} />
      )}
      {/* What was pressed is gone with the step it belonged to. */}
      <div key={doing.at} ref={doing.at === "making" ? null : focusStep} tabIndex={-1} className="modal-step">
        {doing.at === "list" && (
          <>
            <Paragraph>{words.intro}</Paragraph>
            <p className="quiet" role="status">
              {loaded.at === "loading" ? words.loading : doing.said}
            </p>
            {loaded.at === "failed" && <SessionFailure failure={loaded.failure} />}
            {loaded.at === "shown" && <Listed {...loaded.told} nameOf={nameOf} onDoing={go} />}
          </>
        )}
        {doing.at === "making" && loaded.at === "shown" && (
          <TokenForm
            desks={loaded.told.supervised.map((desk) => ({ desk, name: nameOf(desk) }))}
            onMake={make}
            onCancel={() => go({ at: "list", said: "" })}
          />
        )}
        {doing.at === "made" && <MadeToken {...doing.made} onKept={() => go({ at: "list", said: "" })} />}
        {doing.at === "revoking" && (
          <>
            <Paragraph>{words.revokeAsk(doing.token.name)}</Paragraph>
            <div className="modal-actions">
              <Button purpose="primary" data-purpose="revoke" onClick={() => void revoke(doing.token)}>
                {words.revoke}
              </Button>
              <Button purpose="secondary" onClick={() => go({ at: "list", said: "" })}>
                {texts.cancel}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
};

const Listed = ({
  supervised,
  tokens,
  nameOf,
  onDoing,
}: ApiTokens & { nameOf: (desk: string) => string; onDoing: (doing: Doing) => void }) => {
  const { tokens: words } = useTexts();
  return (
    <>
      {supervised.length > 0 ? (
        <Button purpose="primary" data-opens="new-token" onClick={() => onDoing({ at: "making" })}>
          {words.make}
        </Button>
      ) : (
        <Paragraph className="notice">{words.noDesks}</Paragraph>
      )}
      {tokens.length === 0 && <Paragraph className="quiet">{words.none}</Paragraph>}
      <ul className="sessions" aria-label={words.title}>
        {tokens.map((token) => (
          <TokenRow
            key={token.token}
            token={token}
            desks={token.desks.map(nameOf)}
            onRevoke={() => onDoing({ at: "revoking", token })}
          />
        ))}
      </ul>
    </>
  );
};

const focusStep = (step: HTMLDivElement | null) => step?.focus();
