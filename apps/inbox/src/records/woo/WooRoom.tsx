import type { ArchiveReadingActions } from "@eigenkanaal/client";
import type { ConversationId, ConversationRecord } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useState } from "react";
import { useTexts } from "../../texts/texts.js";
import type { RoomProps } from "../roomProps.js";
import { HoldFound } from "./HoldFound.js";
import type { Work } from "./progress.js";
import { useWooSearch } from "./useWooSearch.js";
import { WooExport } from "./WooExport.js";
import { WooFound } from "./WooFound.js";
import { WooRedaction } from "./WooRedaction.js";
import { WooSearchForm } from "./WooSearchForm.js";

export type WooProps = RoomProps & {
  reading: Pick<ArchiveReadingActions, "openRecord" | "searchRecords">;
  keepsArchive: boolean;
};

/** A request under the Wet open overheid: what it is about is searched, masked and handed over on this device alone. */
export const WooRoom = ({ open, reading, keepsArchive, ...props }: WooProps) => {
  const { woo: words } = useTexts().records;
  const { search, find, stop } = useWooSearch(props.actions.list, reading.searchRecords);
  const [chosen, choose] = useState<ReadonlySet<ConversationId>>(new Set());
  const [works, setWorks] = useState<ReadonlyMap<ConversationId, Work>>(new Map());
  // Nothing of it is kept: whoever closes the page by mistake is asked first.
  const unsaved = works.size > 0;
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  if (!keepsArchive)
    return (
      <div className="town-body">
        <Paragraph className="notice">{words.noKey}</Paragraph>
      </div>
    );
  const found: readonly ConversationRecord[] = "found" in search ? search.found : [];
  const picked = found.filter(({ conversation }) => chosen.has(conversation));
  const opened = found.find(({ conversation }) => conversation === open);
  return (
    <div className="town-split">
      <div className="town-list">
        <div className="town-list-body">
          <Paragraph className="notice">{words.onScreenOnly}</Paragraph>
          <WooSearchForm
            {...props}
            search={search}
            onFind={(wish) => {
              choose(new Set());
              setWorks(new Map());
              find(wish);
            }}
          />
          <WooFound {...{ search, found, chosen, works, open, choose }} onStop={stop} names={props.names} />
        </div>
      </div>
      <div className="town-detail">
        {opened && (
          <WooRedaction
            key={opened.conversation}
            {...props}
            record={opened}
            openRecord={reading.openRecord}
            work={works.get(opened.conversation)}
            onWork={(work) => {
              setWorks((before) => new Map(before).set(opened.conversation, work));
              if (work.done) choose((before) => new Set(before).add(opened.conversation));
            }}
          />
        )}
        {open === "hold" && <HoldFound {...props} conversations={picked.map((one) => one.conversation)} />}
        {open === "export" && <WooExport picked={picked} works={works} />}
        {!opened && open !== "hold" && open !== "export" && (
          <Paragraph className="quiet">{words.choose}</Paragraph>
        )}
      </div>
    </div>
  );
};
