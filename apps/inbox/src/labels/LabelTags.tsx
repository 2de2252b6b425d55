import type { LabelId } from "@eigenkanaal/protocol";
import { TagIcon } from "../icons.js";
import type { LabelNames } from "./useLabels.js";

/** The labels of one conversation as they stand beside its facts. */
export const LabelTags = ({ labels, names }: { labels: readonly LabelId[]; names: LabelNames }) => (
  <ul className="label-tags">
    {labels.map((label) => (
      <li key={label} className="label-tag">
        <TagIcon />
        {names.name(label)}
      </li>
    ))}
  </ul>
);
