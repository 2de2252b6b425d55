import type { DeskId, OrganisationId } from "@eigenkanaal/protocol";

/** So long it is between two words of one desk from this gateway: four a second at most, however much happens there. */
const pauseMs = 250;

/**
 * Tells at once that something of a desk's board is otherwise, and what comes in the pause after it once, at its end: the
 * last change is always told.
 */
export const createBoardNews = (tell: (organisation: OrganisationId, desk: DeskId) => void) => {
  const pauses = new Map<string, { again: boolean }>();
  const changed = (organisation: OrganisationId, desk: DeskId) => {
    const place = `${organisation}/${desk}`;
    const running = pauses.get(place);
    if (running) {
      running.again = true;
      return;
    }
    const pause = { again: false };
    pauses.set(place, pause);
    tell(organisation, desk);
    setTimeout(() => {
      pauses.delete(place);
      if (pause.again) changed(organisation, desk);
    }, pauseMs).unref();
  };
  return { changed };
};
