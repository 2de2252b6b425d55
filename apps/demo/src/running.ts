/** What runs because of us and has to be stopped, in the reverse order of its start. */
export class Running {
  readonly #stops: (() => Promise<void>)[] = [];

  /** To be said as soon as there is something to stop, even before it is of use. */
  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Stops everything, whatever goes wrong on the way; throws the first of what did, when all was tried. */
  async stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
