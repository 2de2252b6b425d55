import { type Obstacle, Refusal } from "@eigenkanaal/protocol";

/** Refuses a setting, with all that stands in its way (PROTOCOL.md G3). */
export class Obstructed extends Refusal {
  readonly obstacles: readonly Obstacle[];
  constructor(obstacles: readonly Obstacle[]) {
    super("obstructed");
    this.obstacles = obstacles;
  }
}
