import type { DeskView } from "@eigenkanaal/client";
import type { DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { FilterChips } from "../filter/FilterChips.js";
import { DoneIcon, FilterIcon, InboxIcon } from "../icons.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { type Arrangement, sorts } from "./arrange.js";
import type { ListName } from "./lists.js";
import { QueueRows, type RowsProps } from "./QueueRows.js";
import type { Loading } from "./useClosed.js";

type ListProps = Omit<RowsProps, "ref"> & {
  desk: DeskId | null;
  desks: readonly DeskView[];
  /** Whether this member answers citizens; who does not learns why nothing stands here. */
  answers: boolean;
  /** Finished conversations are fetched when they are asked for; the open ones are always there. */
  loading: Loading;
  rowsRef: RowsProps["ref"];
  arrangement: Arrangement;
  onArrange: (some: Partial<Arrangement>) => void;
  onFilter: (desk: DeskId | null) => void;
  onFilters: () => void;
  onRetry: () => void;
  onOlder: () => void;
};

export const QueueList = (props: ListProps) => {
  const texts = useTexts();
  const { list, rows } = props;
  return (
    <>
      <header className="list-header">
        <Heading level={2} appearance="level-3" id="list-title" tabIndex={-1}>
          {texts.lists[list]}
        </Heading>
        <p className="list-count">{texts.lists.shown(rows.length)}</p>
        <FilterButton onFilters={props.onFilters} />
        <div className="list-tools">
          <DeskFilter {...props} />
          <Arrange {...props} />
        </div>
        <FilterChips
          filters={props.arrangement.filters}
          names={props.names}
          labels={props.labels}
          onChange={(filters) => props.onArrange({ filters })}
        />
      </header>
      {rows.length > 0 && <QueueRows {...props} ref={props.rowsRef} />}
      {rows.length === 0 && <NoRows {...props} />}
      {rows.length > 0 && <Older {...props} />}
    </>
  );
};

const DeskFilter = ({ desk, desks, onFilter }: ListProps) => {
  const texts = useTexts();
  return (
    <select
      className="field list-filter"
      aria-label={texts.lists.filter}
      value={desk ?? ""}
      onChange={(event) => onFilter(desks.find((each) => each.desk === event.target.value)?.desk ?? null)}
    >
      <option value="">{texts.lists.allDesks}</option>
      {desks.map((each) => (
        <option key={each.desk} value={each.desk}>
          {inLanguage(each.name, texts)}
        </option>
      ))}
    </select>
  );
};

const Arrange = ({ list, arrangement, onArrange }: ListProps) => {
  const { lists } = useTexts();
  return (
    <>
      {list !== "closed" && list !== "snoozed" && (
        <select
          className="field list-filter"
          aria-label={lists.sort}
          value={arrangement.sort}
          onChange={(event) => {
            const sort = sorts.find((each) => each === event.target.value);
            if (sort) onArrange({ sort });
          }}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {lists.sorts[sort]}
            </option>
          ))}
        </select>
      )}
    </>
  );
};

const FilterButton = ({ onFilters }: Pick<ListProps, "onFilters">) => {
  const { filters } = useTexts();
  return (
    <Button
      purpose="subtle"
      className="filter-button"
      data-opens="filter"
      aria-haspopup="dialog"
      aria-keyshortcuts="f"
      iconStart={<FilterIcon />}
      label={filters.button}
      iconEnd={
        <span className="key" aria-hidden="true">
          f
        </span>
      }
      onClick={onFilters}
    />
  );
};

const NoRows = ({ list, answers, arrangement, loading, onRetry, onArrange }: ListProps) => {
  const texts = useTexts();
  if (loading === "loading") return <RowsSkeleton />;
  if (loading === "failed") {
    return (
      <div className="empty" role="alert">
        <Paragraph>{texts.lists.failed}</Paragraph>
        <Button purpose="secondary" onClick={onRetry}>
          {texts.tryAgain}
        </Button>
      </div>
    );
  }
  const words = answers ? emptyWords(list, arrangement, texts) : texts.lists.notAnswering;
  return (
    <div className="empty">
      {answers ? <DoneIcon /> : <InboxIcon />}
      <Heading level={3} appearance="level-4">
        {words.title}
      </Heading>
      <Paragraph>{words.text}</Paragraph>
      {arrangement.filters.length > 0 && (
        <Button purpose="secondary" onClick={() => onArrange({ filters: [] })}>
          {texts.filters.clear}
        </Button>
      )}
    </div>
  );
};

/** Nothing with these filters is another thing than nothing at all. */
const emptyWords = (list: ListName, { filters }: Arrangement, texts: Texts) =>
  filters.length > 0 ? texts.filters.nothing : texts.lists.empty[list];

/** Below what is here: the way to what was finished earlier. */
const Older = ({ loading, onOlder }: ListProps) => {
  const texts = useTexts();
  if (loading !== "more" && loading !== "loading_older" && loading !== "failed") return null;
  return (
    <div className="older">
      {loading === "failed" && <Paragraph role="alert">{texts.lists.failed}</Paragraph>}
      <Button purpose="secondary" busy={loading === "loading_older"} onClick={onOlder}>
        {loading === "loading_older" ? texts.lists.loading : texts.lists.older}
      </Button>
    </div>
  );
};

const RowsSkeleton = () => {
  const texts = useTexts();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{texts.lists.loading}</span>
      {["a", "b", "c", "d", "e"].map((key) => (
        <div key={key} className="skeleton-row" />
      ))}
    </div>
  );
};
