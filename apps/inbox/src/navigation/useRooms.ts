import type { Role } from "@eigenkanaal/protocol";
import { type FiguresPlace, figuresHome, goToFigures, useFiguresPlace } from "../figures/place.js";
import { goToRecords, type RecordsPlace, recordsHome, useRecordsPlace } from "../records/place.js";
import { goToReviews, type ReviewsPlace, reviewsHome, useReviewsPlace } from "../reviews/place.js";
import {
  goToSupervisor,
  type SupervisorPlace,
  supervisorHome,
  useSupervisorPlace,
} from "../supervisor/place.js";
import { useTexts } from "../texts/texts.js";
import { goToPlace, type Place, usePlace } from "../townSettings/place.js";
import type { KeyBindings } from "./useKeys.js";

/** The rooms beside the lists: who may be in which, where somebody is, and the keys that lead there. */
export type Rooms = {
  administers: boolean;
  archives: boolean;
  supervises: boolean;
  answers: boolean;
  /** False for who works from none. */
  hasLists: boolean;
  /** At most one has a place: the room that is open. */
  town: Place | null;
  records: RecordsPlace | null;
  supervisor: SupervisorPlace | null;
  figures: FiguresPlace | null;
  reviews: ReviewsPlace | null;
  /** A room is open, and the lists are not. */
  elsewhere: boolean;
  /** The open room's; undefined in the lists. */
  title: string | undefined;
  keys: KeyBindings;
};

/** `hasDesks`: of their own. `isAsked`: a review asks something of them. */
export const useRooms = (
  roles: readonly Role[],
  { hasDesks, isAsked }: { hasDesks: boolean; isAsked: boolean },
): Rooms => {
  const texts = useTexts();
  const administers = roles.includes("functional_administrator");
  const town = usePlace(administers);
  const archives = roles.includes("records_officer");
  const records = useRecordsPlace(archives);
  const supervises = roles.includes("supervisor");
  const answers = roles.includes("agent");
  const figures = useFiguresPlace(answers);
  const reviews = useReviewsPlace();
  // Who supervises and answers nothing has no lists: they are at home among the figures.
  const hasLists = !supervises || answers || hasDesks;
  const supervisorAsked = useSupervisorPlace(supervises);
  const inOtherRoom = [town, records, figures, reviews].some((place) => place !== null);
  const supervisor = supervisorAsked ?? (hasLists || inOtherRoom ? null : supervisorHome);
  return {
    ...{ administers, archives, supervises, answers, hasLists },
    ...{ town, records, supervisor, figures, reviews },
    elsewhere: inOtherRoom || supervisor !== null,
    title:
      (supervisor && texts.supervisor.rooms[supervisor.room]) ??
      (records && texts.records.rooms[records.room]) ??
      (town && texts.townSettings.rooms[town.room]) ??
      (figures && texts.colleagueFigures.title) ??
      (reviews && texts.reviews.title) ??
      undefined,
    keys: {
      "g i": () => administers && goToPlace({ room: "topics", open: null }),
      "g r": () => archives && goToRecords(recordsHome),
      "g c": () => answers && goToFigures(figuresHome),
      "g v": () => isAsked && goToReviews(reviewsHome),
      "g k": () => supervises && goToSupervisor({ room: "quality", open: null }),
      "g o": () => supervises && goToSupervisor(supervisorHome),
      "g p": () => supervises && goToSupervisor({ room: "reports", open: null }),
    },
  };
};
