import type { TownView } from "@eigenkanaal/client";
import type { ReviewProps } from "../../reviews/roomProps.js";

/** What the room of samples is given. */
export type QualityProps = ReviewProps & { town: TownView };
