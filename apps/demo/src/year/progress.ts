/** How far it is, drawn in the line that the terminal shows; elsewhere a line for each tenth. */
export const progressBar = (
  total: number,
  { out, nowMs }: { out: { isTTY?: boolean; write(text: string): unknown }; nowMs: () => number },
): { reached(done: number): void; end(): void } => {
  const startedMs = nowMs();
  let tenths = 0;
  return {
    reached: (done) => {
      if (out.isTTY) {
        out.write(`\r${barOf(done, total, nowMs() - startedMs)}`);
        return;
      }
      const reached = Math.floor((done / total) * 10);
      if (reached > tenths) out.write(`${barOf(done, total, nowMs() - startedMs)}\n`);
      tenths = Math.max(tenths, reached);
    },
    end: () => {
      if (out.isTTY) out.write("\n");
    },
  };
};

const width = 30;

/** The bar as text: how full, how many of how many, and for how long already. */
export const barOf = (done: number, total: number, tookMs: number): string => {
  const filled = total === 0 ? width : Math.floor((done / total) * width);
  const seconds = Math.floor(tookMs / 1_000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const [of, all] = [done, total].map((count) => count.toLocaleString("nl-NL"));
  return `[${"#".repeat(filled)}${" ".repeat(width - filled)}] ${of} van ${all} gesprekken, ${clock}`;
};
