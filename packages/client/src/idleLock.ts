/** Runs `lock` when nobody has given a sign of life for a while. */
export const createIdleLock = (afterMs: number, lock: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = () => {
    stop();
    timer = setTimeout(lock, afterMs);
  };
  return {
    start,
    stop,
    /** Restarts the wait, while it runs. */
    active: () => {
      if (timer) start();
    },
  };
};
