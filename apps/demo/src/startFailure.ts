/** Why the demo cannot start, as one sentence for whoever started it. Caught once, in `main.ts`. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}
