import type { RegisterFinding, SignInFailure } from "@eigenkanaal/client";
import { DestructionCertificate, type RegisteredCertificate } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import type { DestructionProps } from "./useDestruction.js";

/** The register of what was destroyed, each certificate to be checked on this device. */
export const DestructionRegisterPart = (props: DestructionProps) => {
  const { actions } = props;
  const { destruction: words } = useTexts();
  const [shown, setShown] = useState<{ certificates: RegisteredCertificate[]; more: boolean }>();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const fetch = useCallback(
    async (before: RegisteredCertificate[]) => {
      const answer = await actions.register(before.at(-1)?.seq ?? null);
      setFailure(answer.ok ? null : answer.failure);
      if (!answer.ok) return;
      const { certificates, more } = answer.value;
      setShown({ certificates: [...before, ...certificates], more });
    },
    [actions],
  );
  useEffect(() => void fetch([]), [fetch]);
  return (
    <section className="destruction-register" aria-labelledby="destruction-register-title">
      <Heading level={2} appearance="level-5" id="destruction-register-title">
        {words.register}
      </Heading>
      <Paragraph className="quiet">{words.registerIntro}</Paragraph>
      {failure && <SessionFailure failure={failure} />}
      {shown?.certificates.length === 0 && <Paragraph className="quiet">{words.registerNone}</Paragraph>}
      <ul className="sessions" aria-label={words.register}>
        {shown?.certificates.map((one) => (
          <CertificateRow key={one.seq} registered={one} {...props} />
        ))}
      </ul>
      {shown?.more && (
        <Button purpose="secondary" onClick={() => void fetch(shown.certificates)}>
          {words.more}
        </Button>
      )}
    </section>
  );
};

/** What a text of the register says; undefined for one that is no certificate. */
const readCertificate = (text: string): DestructionCertificate | undefined => {
  try {
    return DestructionCertificate.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Finding = RegisterFinding | { found: "checking" } | { found: "failed"; failure: SignInFailure };

const CertificateRow = ({
  registered: { seq, certificate, hash },
  actions,
  names,
  retention,
}: DestructionProps & { registered: RegisteredCertificate }) => {
  const texts = useTexts();
  const { destruction: words } = texts;
  const { longDate, civilDay } = useFormats();
  const [finding, setFinding] = useState<Finding>();
  const body = readCertificate(certificate);
  const check = async () => {
    setFinding({ found: "checking" });
    const answer = await actions.check(seq);
    setFinding(answer.ok ? answer.value : { found: "failed", failure: answer.failure });
  };
  const kept = body && retention.classes.find((one) => one.class === body.class);
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{words.certificate(seq)}</p>
        {body && (
          <p>
            {words.certificateText({
              desk: names.desk(body.desk),
              klass: body.class && words.class(body.class, kept ? inLanguage(kept.name, texts) : ""),
              closed: body.closedOn && civilDay(body.closedOn),
              destroyed: longDate(body.destroyedAtMs),
              messages: body.public.messages + body.internal.messages,
            })}{" "}
            {body.v === 2 && words.erased[body.erased]}
          </p>
        )}
        <p className="quiet destruction-hash">
          {words.hash}: <code>{hash}</code>
        </p>
        <div role="status">{finding && <FindingWords finding={finding} />}</div>
      </div>
      <div className="answer-actions">
        <Button purpose="secondary" data-opens="check" onClick={() => void check()}>
          {words.check}
          <span className="unseen">: {words.certificate(seq)}</span>
        </Button>
      </div>
    </li>
  );
};

/** From certificate to day to log, and what somebody keeps who wants to see later that the log is still the same. */
const Standing = ({ index, size, log }: Extract<RegisterFinding, { found: "stands" }>) => {
  const { destruction: words } = useTexts();
  return (
    <>
      <p className="notice notice-ok">
        {words.stands(index + 1, size)} {words.inLog(log.town, log.index + 1, log.size)} {words.worked}
      </p>
      <details>
        <summary>{words.checkpoint}</summary>
        <Paragraph className="quiet">{words.checkpointIntro}</Paragraph>
        <pre className="destruction-hash">{log.checkpoint}</pre>
      </details>
    </>
  );
};

const FindingWords = ({ finding }: { finding: Finding }) => {
  const { destruction: words } = useTexts();
  switch (finding.found) {
    case "checking":
      return <p>{words.checking}</p>;
    case "failed":
      return <SessionFailure failure={finding.failure} />;
    case "stands":
      return <Standing {...finding} />;
    case "no_tree_yet":
      return <p>{words.noTreeYet}</p>;
    case "broken":
      return <p className="notice notice-danger">{words.broken}</p>;
  }
};
