import { useEffect } from "react";

/** Keeps the screen awake where the browser can. It lets go when the page is hidden, so it is asked again when that is back. */
export const useWakeLock = (): void => {
  useEffect(() => {
    let gone = false;
    let held: WakeLockSentinel | undefined;
    const hold = async () => {
      if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
      // Refused where the battery is low, for one: then the screen goes dark as it would without.
      const lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (gone) await lock?.release();
      else held = lock;
    };
    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", hold);
      void held?.release();
    };
  }, []);
};
