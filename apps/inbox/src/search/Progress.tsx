import type { SearchActions, SearchState } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** How far reading is; not announced by itself, for it changes all the time. */
export const Progress = ({
  state: { phase, done, total, limited },
  online,
  actions,
}: {
  state: SearchState;
  online: boolean;
  actions: Pick<SearchActions, "pause" | "resume">;
}) => {
  const { search: words } = useTexts();
  const { number } = useFormats();
  return (
    <footer className="search-progress">
      <p>
        {!online && words.offline}
        {online && phase === "waiting" && words.listing}
        {online &&
          (phase === "building" || phase === "paused") &&
          words.progress(number(done), number(total))}
        {online && phase === "ready" && words.ready(number(total))} {online && limited && words.limited}
      </p>
      {online && phase === "building" && (
        <Button purpose="subtle" onClick={actions.pause}>
          {words.pause}
        </Button>
      )}
      {online && phase === "paused" && (
        <Button purpose="secondary" onClick={actions.resume}>
          {words.resume}
        </Button>
      )}
    </footer>
  );
};
