import type { DepositActions } from "@eigenkanaal/client";
import type { Deposit } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { DetailTitle } from "../DetailTitle.js";
import { hashOfRecords } from "../place.js";
import type { RoomProps } from "../roomProps.js";
import { useLoaded } from "../useLoaded.js";
import { WhenLoaded } from "../WhenLoaded.js";
import { DepositDetail } from "./DepositDetail.js";
import { ExportForm } from "./ExportForm.js";
import { ExportProgress } from "./ExportProgress.js";
import type { Exporting } from "./useExport.js";

type ExportRoomProps = Omit<RoomProps, "actions"> & {
  deposits: DepositActions;
  exporting: Exporting;
  keepsArchive: boolean;
};

/** Packages for an e-depot: making one, those that were made, and what the e-depot said of them. */
export const ExportRoom = ({ open, deposits, exporting, keepsArchive, ...props }: ExportRoomProps) => {
  const { deposits: words } = useTexts().records;
  const [state, load] = useLoaded(deposits.list);
  const { at } = exporting.state;
  useEffect(() => {
    // What ends here stands in the list from then on.
    if (at === "whole" || at === "empty" || at === "stopped") void load();
  }, [at, load]);
  return (
    <WhenLoaded state={state} load={load} loading={words.loading}>
      {({ deposits: made }) => {
        const known = made.find(({ deposit }) => deposit === open);
        return (
          <div className="town-split">
            <div className="town-list">
              <PackageList made={made} open={open} />
            </div>
            <div className="town-detail">
              {open === "new" && (
                <div className="town-form">
                  <DetailTitle place={{ room: "deposits", open }}>{words.newTitle}</DetailTitle>
                  {!keepsArchive && <Paragraph className="notice">{words.noKey}</Paragraph>}
                  {keepsArchive && <Making exporting={exporting} {...props} />}
                </div>
              )}
              {known && (
                <DepositDetail key={known.deposit} {...props} of={known} actions={deposits} onDone={load} />
              )}
              {open !== "new" && !known && <Paragraph className="quiet">{words.choose}</Paragraph>}
            </div>
          </div>
        );
      }}
    </WhenLoaded>
  );
};

const Making = ({ exporting, ...props }: { exporting: Exporting } & Omit<RoomProps, "actions" | "open">) => {
  switch (exporting.state.at) {
    case "running":
    case "stopped":
    case "whole":
    case "empty":
      return <ExportProgress exporting={exporting} state={exporting.state} />;
    default:
      return <ExportForm exporting={exporting} {...props} />;
  }
};

const PackageList = ({ made, open }: { made: readonly Deposit[]; open: string | null }) => {
  const { deposits: words } = useTexts().records;
  const formats = useFormats();
  return (
    <div className="town-list-body">
      <a
        className="nl-button nl-button--primary records-new"
        href={hashOfRecords({ room: "deposits", open: "new" })}
        aria-current={open === "new" ? "true" : undefined}
      >
        {words.new}
      </a>
      <Paragraph className="quiet">{words.intro}</Paragraph>
      <section aria-labelledby="deposits-made">
        <Heading level={2} appearance="level-5" id="deposits-made">
          {words.packages}
        </Heading>
        {made.length === 0 && <Paragraph className="quiet">{words.none}</Paragraph>}
        <ul className="town-rows">
          {made.map(({ deposit, chosen, atMs, ended, receipt }) => (
            <li key={deposit}>
              <a
                className="town-row"
                href={hashOfRecords({ room: "deposits", open: deposit })}
                aria-current={open === deposit ? "true" : undefined}
              >
                {formats.dateTime(atMs)}
                <span className="quiet keys-hint">
                  {words.chosen(chosen, formats.number(chosen))} ·{" "}
                  {receipt ? words.received : words.results[ended?.result ?? "none"]}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
};
