import { steady } from "./backoff.ts";
import { drawn, longestDrawn } from "./wait.ts";
import type { World } from "./world.ts";

/** How soon a page's next socket is opened. Where the gateways have none of its sessions any more each time, as behind a balancer that mixes them up, pages that open the next one at once would turn in circles. */
export class Reopening {
  readonly #world: World;
  /** How often in a row one was gone that had not lasted. */
  #count = 0;
  #last = -Infinity;

  constructor(world: World) { this.#world = world; }

  /** After how many ms the next one is tried: at once where the last one was gone long ago. */
  get pause(): number { return this.#count < 2 || this.#world.now() - this.#last >= longestDrawn ? 0 : drawn(this.#count - 1, this.#world.chance()); }

  /** One that was opened at that time is gone. */
  gone(openedAt: number): void {
    // Those that were opened together are gone together.
    if (openedAt < this.#last) return;
    const now = this.#world.now();
    this.#count = now - openedAt < steady ? this.#count + 1 : 0;
    this.#last = now;
  }
}
