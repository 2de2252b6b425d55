import type { ReactNode } from "react";

/** Line icons on a grid of 24; they say nothing to a screen reader, the words beside them do. */
const icon = (drawing: ReactNode) => () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {drawing}
  </svg>
);

export const InboxIcon = icon(<path d="M4 13h4l1.5 3h5L16 13h4M6 5h12l2 8v6H4v-6z" />);
export const PersonIcon = icon(
  <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5" />,
);
export const DeskIcon = icon(<path d="M4 20V9l8-5 8 5v11M4 20h16M9 20v-6h6v6" />);
export const CounterIcon = icon(<path d="M3 13h18M5 13v7M19 13v7M12 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />);
export const DoneIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.2l2.8 2.8L16 9.6" />);
export const ClockIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.2 2" />);
export const WarningIcon = icon(<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1" />);
export const LateIcon = icon(<path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 7.8v5M12 16v.1" />);
export const LockIcon = icon(<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />);
export const NoteIcon = icon(<path d="M5 4h14v10l-6 6H5zM19 14h-6v6M8.5 8.5h7M8.5 12h4" />);
export const AnswerIcon = icon(<path d="M10 6 4 12l6 6M4 12h10c3.5 0 6 2 6 6" />);
export const HandOverIcon = icon(<path d="M4 8h12M12 4l4 4-4 4M20 16H8M12 12l-4 4 4 4" />);
export const TagIcon = icon(<path d="M4 4h7.5L20 12.5 12.5 20 4 11.5zM8.2 8.3v-.1" />);
export const SnoozeIcon = icon(
  <path d="M12 20.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM9.5 10.5h5l-5 5h5M4 6.5 7 4M20 6.5 17 4" />,
);
export const BlockIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.6 5.6l12.8 12.8" />);
export const FilterIcon = icon(<path d="M4 6h16M7 12h10M10 18h4" />);
export const BackIcon = icon(<path d="M14.5 5 7.5 12l7 7" />);
export const DetailsIcon = icon(<path d="M4 5h16v14H4zM14.5 5v14" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const SettingsIcon = icon(
  <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z" />,
);
export const OfflineIcon = icon(
  <path d="M4 4l16 16M5 12.5a10 10 0 0 1 5-2.8M8.5 16a5 5 0 0 1 6-.7M2 9a15 15 0 0 1 4.5-2.8M14 6c3 .3 5.7 1.3 8 3M15 10.2c1.5.4 2.9 1.2 4 2.3M12 19.5v.1" />,
);
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const ViewersIcon = icon(
  <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />,
);
export const SearchIcon = icon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21" />);
export const BoardIcon = icon(<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z" />);
export const ReportsIcon = icon(<path d="M4 20h16M7 20v-7M12 20V5M17 20v-11" />);
export const QualityIcon = icon(<path d="M6 3.5h12v17H6zM9 8h6M9 12h6M9 16.2l1.6 1.4 3-3" />);
export const ReviewIcon = icon(<path d="M4 5h16v11h-8l-5 4v-4H4zM8.5 10.5l2.3 2.3 4.5-4.6" />);
export const ArchiveIcon = icon(<path d="M3.5 5h17v4h-17zM5 9v10h14V9M10 12.5h4" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
