import { useEffect, useState } from "react";

const tickMs = 250;

/** How long until this moment of the device's clock, never below 0; it counts while it is on the screen. */
export const useLeftMs = (untilMs: number): number => {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, untilMs - nowMs);
};
