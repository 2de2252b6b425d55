/** All colleagues of a town hear of a change at once; so that not all ask at once. */
const withinMs = 5_000;

/** Fetches what the town offers some seconds after news that it changed, once for all that comes until then. */
export const createTownNews = (fetchTown: () => void) => {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    hear: () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        fetchTown();
      }, Math.random() * withinMs);
    },
    stop: () => {
      clearTimeout(waiting);
      waiting = undefined;
    },
  };
};
