import { Heading } from "@nl-design-system-candidate/heading-react";
import type { ReactNode } from "react";
import { BackIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { hashOfRecords, type RecordsPlace } from "./place.js";

/** The way back to the list, where a narrow screen shows one of both, and what is open. */
export const DetailTitle = ({ place, children }: { place: RecordsPlace; children: ReactNode }) => {
  const { townSettings } = useTexts();
  return (
    <>
      <a className="town-back" href={hashOfRecords({ ...place, open: null })}>
        <BackIcon />
        {townSettings.backToList}
      </a>
      <Heading level={2} appearance="level-3" id="records-detail-title" tabIndex={-1}>
        {children}
      </Heading>
    </>
  );
};
