/** What may wait for a Redis that is there and does not answer. */
const maxWaitingBytes = 32 * 2 ** 20;

/** What one entry takes while it waits: its content, and about what the client keeps around it. */
const bytesOf = (fields: object): number =>
  Object.values(fields).reduce((sum: number, value) => sum + String(value).length, 1_024);

/**
 * Publishes entries of which at most `maxWaitingBytes` wait for Redis. `onMissed` is called for one that Redis refuses, and
 * for one that finds no room and is not tried.
 */
export const boundedPublishing = ({ onMissed }: { onMissed: () => void }) => {
  let waitingBytes = 0;
  return (fields: object, add: () => Promise<unknown>): void => {
    const bytes = bytesOf(fields);
    if (waitingBytes + bytes > maxWaitingBytes) {
      onMissed();
      return;
    }
    waitingBytes += bytes;
    add()
      .catch(onMissed)
      .finally(() => {
        waitingBytes -= bytes;
      });
  };
};
