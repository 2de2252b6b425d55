import type { DepositActions, SignInFailure } from "@eigenkanaal/client";
import { civilDateAt, legalTimeZone } from "@eigenkanaal/domain";
import { type Deposit, RegisterReceipt } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { TextField } from "../../townSettings/fields.js";
import { DetailTitle } from "../DetailTitle.js";
import { DayField } from "../fields.js";
import type { RoomProps } from "../roomProps.js";
import { Code } from "./ExportProgress.js";

type DetailProps = Pick<RoomProps, "members" | "names" | "online"> & {
  of: Deposit;
  actions: DepositActions;
  onDone: () => Promise<void>;
};

/** One package: what became of it, and what the e-depot said of it. */
export const DepositDetail = ({ of, actions, members, names, online, onDone }: DetailProps) => {
  const { deposits: words } = useTexts().records;
  const formats = useFormats();
  const nameOf = (by: Deposit["by"]) =>
    members.find(({ member }) => member === by)?.name ?? names.colleague(by);
  const { ended, receipt } = of;
  return (
    <div className="town-form">
      <DetailTitle place={{ room: "deposits", open: of.deposit }}>{formats.dateTime(of.atMs)}</DetailTitle>
      <ul className="records-facts">
        <li>{words.madeBy(nameOf(of.by), formats.dateTime(of.atMs))}</li>
        <li>{words.chosen(of.chosen, formats.number(of.chosen))}</li>
        <li>{words.results[ended?.result ?? "none"]}</li>
        {ended && ended.leftOut > 0 && <li>{words.notAlong(ended.leftOut)}</li>}
        {ended?.result === "whole" && <li>{words.held(of.held, formats.number(of.held))}</li>}
        <li>{of.sealed ? words.isSealed : words.isClear}</li>
      </ul>
      {ended?.sha256 && <Code sha256={ended.sha256} />}
      {ended?.sha256 && (
        <section className="records-held">
          <Heading level={3} appearance="level-5">
            {words.receipt}
          </Heading>
          {receipt ? (
            <ul className="records-facts">
              <li>{words.registeredBy(receipt.reference, formats.civilDay(receipt.receivedOn))}</li>
              <li>{words.by(nameOf(receipt.by), formats.dateTime(receipt.atMs))}</li>
            </ul>
          ) : (
            <ReceiptForm of={of} actions={actions} online={online} onDone={onDone} />
          )}
        </section>
      )}
    </div>
  );
};

type State =
  | { at: "still" | "registering" }
  | { at: "wrong"; words: string }
  | { at: "refused"; failure: SignInFailure };

const ReceiptForm = ({
  of,
  actions,
  online,
  onDone,
}: Pick<DetailProps, "of" | "actions" | "online" | "onDone">) => {
  const { records } = useTexts();
  const { deposits: words } = records;
  const [draft, setDraft] = useState({ receivedOn: "", reference: "", code: "" });
  const [state, setState] = useState<State>({ at: "still" });
  const set = (some: Partial<typeof draft>) => setDraft({ ...draft, ...some });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const sha256 = draft.code.replaceAll(/\s/g, "").toLowerCase();
    const { receivedOn, reference } = draft;
    const asked = RegisterReceipt.safeParse({ receivedOn, reference, sha256 });
    if (!asked.success) return setState({ at: "wrong", words: words.missing });
    if (sha256 !== of.ended?.sha256) return setState({ at: "wrong", words: words.wrongCode });
    if (receivedOn > civilDateAt(Date.now(), legalTimeZone))
      return setState({ at: "wrong", words: words.future });
    setState({ at: "registering" });
    const answer = await actions.register(of.deposit, asked.data);
    if (answer.ok) return onDone();
    setState({ at: "refused", failure: answer.failure });
  };
  const isMissing = state.at === "wrong";
  return (
    <form className="town-form" onSubmit={(event) => void submit(event)} noValidate>
      <Paragraph className="quiet">{words.receiptIntro}</Paragraph>
      <DayField
        label={words.receivedOn}
        value={draft.receivedOn}
        onChange={(receivedOn) => set({ receivedOn })}
      />
      <TextField
        label={words.reference}
        value={draft.reference}
        missing={isMissing && draft.reference.trim() === ""}
        onChange={(reference) => set({ reference })}
      />
      <TextField
        label={words.receiptCode}
        value={draft.code}
        missing={isMissing && draft.code.trim() === ""}
        onChange={(code) => set({ code })}
      />
      <div className="town-actions">
        <p className="quiet" role="status">
          {state.at === "registering" && words.registering}
        </p>
        {state.at === "wrong" && (
          <Paragraph className="notice notice-danger" role="alert">
            {state.words}
          </Paragraph>
        )}
        {state.at === "refused" && <SessionFailure failure={state.failure} />}
        {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || state.at === "registering"}>
          {words.register}
        </Button>
      </div>
    </form>
  );
};
