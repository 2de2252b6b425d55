import { type Obstacle, Refusal, type RetentionFault } from "@eigenkanaal/protocol";

/** Refuses a setting, with all that stands in its way (PROTOCOL.md G3, P5). */
export class Obstructed extends Refusal {
  readonly obstacles: readonly (Obstacle | RetentionFault)[];
  constructor(obstacles: readonly (Obstacle | RetentionFault)[]) {
    super("obstructed");
    this.obstacles = obstacles;
  }
}
