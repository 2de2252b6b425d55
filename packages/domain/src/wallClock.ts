/** A moment on the wall clock of the town: the date as YYYY-MM-DD, the weekday from 1 for Monday, minutes since midnight. */
export type WallClock = { date: string; weekday: number; minute: number };

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Making a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
};

/** Reads moments (unix ms) on the wall clock of an IANA time zone. Throws a RangeError when there is no such zone. */
export const wallClock = (timeZone: string): ((atMs: number) => WallClock) => {
  const format = formatFor(timeZone);
  return (atMs) => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      weekday: weekdays.indexOf(part.weekday ?? "") + 1,
      minute: Number(part.hour) * 60 + Number(part.minute),
    };
  };
};
