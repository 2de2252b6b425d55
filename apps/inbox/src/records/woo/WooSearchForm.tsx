import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useRef, useState } from "react";
import { topicsOf } from "../../queue/names.js";
import { useTexts } from "../../texts/texts.js";
import { TextField } from "../../townSettings/fields.js";
import { DayField } from "../fields.js";
import { PickSome } from "../PickSome.js";
import type { RoomProps } from "../roomProps.js";
import { emptyWish, type WooSearch, type WooWish, wishFault } from "./search.js";

/** What is looked for: words, a period, desks and topics. */
export const WooSearchForm = ({
  town,
  names,
  online,
  search,
  onFind,
}: Pick<RoomProps, "town" | "names" | "online"> & {
  search: WooSearch;
  onFind: (wish: WooWish) => void;
}) => {
  const { woo: words, holds, offline } = useTexts().records;
  const [wish, setWish] = useState<WooWish>(emptyWish);
  const [fault, setFault] = useState<ReturnType<typeof wishFault>>(null);
  const set = (some: Partial<WooWish>) => setWish({ ...wish, ...some });
  const asked = useRef<HTMLDetailsElement>(null);
  const desks = town.desks.map(({ desk }) => desk);
  const busy = search.at === "listing" || search.at === "reading";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = wishFault(wish);
    setFault(wrong);
    if (wrong !== null) return;
    // The form folds away for what is found, and must not take the keyboard along.
    asked.current?.querySelector("summary")?.focus();
    if (asked.current) asked.current.open = false;
    onFind(wish);
  };
  return (
    <details ref={asked} className="woo-asked" open={search.at === "still" || search.at === "failed"}>
      <summary>{words.asked}</summary>
      <form className="woo-search" onSubmit={submit} noValidate>
        <TextField
          label={words.words}
          hint={words.wordsHint}
          value={wish.words}
          missing={fault === "tooShort"}
          onChange={(value) => set({ words: value })}
        />
        <div className="records-period">
          <DayField label={words.from} value={wish.fromDay} onChange={(fromDay) => set({ fromDay })} />
          <DayField label={words.until} value={wish.untilDay} onChange={(untilDay) => set({ untilDay })} />
        </div>
        <PickSome
          title={holds.desks}
          hint={holds.anyDesk}
          options={desks.map((desk) => ({ id: desk, name: names.desk(desk) }))}
          chosen={wish.desks}
          onChange={(chosen) => set({ desks: chosen })}
        />
        <PickSome
          title={holds.topics}
          hint={holds.topicsHint}
          options={topicsOf(town.topics, wish.desks.length === 0 ? desks : wish.desks, names).map(
            ({ topic, name }) => ({ id: topic, name }),
          )}
          chosen={wish.topics}
          onChange={(chosen) => set({ topics: chosen })}
        />
        <Paragraph className="quiet">{words.closedOnly}</Paragraph>
        {fault && (
          <Paragraph className="notice notice-danger" role="alert">
            {words[fault]}
          </Paragraph>
        )}
        {!online && <Paragraph className="notice">{offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || busy}>
          {words.find}
        </Button>
      </form>
    </details>
  );
};
