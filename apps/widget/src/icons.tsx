import type { ComponentChildren } from "preact";

/** Line icons on a grid of 24; they say nothing to a screen reader, the words beside them do. */
const icon = (drawing: ComponentChildren, turned?: "in-rtl") => () => (
  <svg class={turned === undefined ? "icon" : "icon icon-directed"} viewBox="0 0 24 24" aria-hidden="true">
    {drawing}
  </svg>
);

export const LockIcon = icon(<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const BackIcon = icon(<path d="m14.5 5-7 7 7 7" />, "in-rtl");
export const ForwardIcon = icon(<path d="m9.5 5 7 7-7 7" />, "in-rtl");
export const UnfoldIcon = icon(<path d="m5 9.5 7 7 7-7" />);
export const MoreIcon = icon(<path d="M12 5v.1M12 12v.1M12 19v.1" stroke-width="3" />);
export const SendIcon = icon(<path d="M4 12h15M12.5 5.5 19 12l-6.5 6.5" />, "in-rtl");
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const WaitingIcon = icon(<path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.4l2.8 1.8" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const DoubleCheckIcon = icon(<path d="m2 12.5 4.5 4.5L16 7.5M12.5 16l1 1L23 7.5" />);
export const WarningIcon = icon(<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1" />);
export const PhoneIcon = icon(
  <path d="M6.5 3.5 9.5 4l1 4-2 1.6a12 12 0 0 0 5.9 5.9l1.6-2 4 1 .5 3-2 2.2C10.6 19.7 4.3 13.4 4.3 5.5z" />,
);
export const OfflineIcon = icon(
  <path d="M4 4l16 16M5 12.5a10 10 0 0 1 5-2.8M8.5 16a5 5 0 0 1 6-.7M2 9a15 15 0 0 1 4.5-2.8M14 6c3 .3 5.7 1.3 8 3M12 19.5v.1" />,
);
