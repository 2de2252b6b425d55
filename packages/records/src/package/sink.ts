/** Where a package is written. What was opened is its opener's to close, also after an interruption. */
export type Sink = {
  /** How many bytes of an earlier run stand in it; what comes is written behind them. 0 where it cannot keep any. */
  startsAt: number;
  write(bytes: Uint8Array): Promise<void>;
};
