import type { World } from "./world.ts";

/** The ways down over HTTP, best first. */
export const verbs = ["stream", "sse", "poll"] as const;
export type Verb = typeof verbs[number];
/** Those, and the one of a page that may hold no response. */
export type Way = Verb | "peek";

const firstRetry = 60_000;
const longestRetry = 900_000;

/** What is known of the ways to this origin, while the page lives; what did not work is tried again, ever more rarely. */
export class Ways {
  /** Whether a WebSocket may work. */
  socket = true;
  /** When one has worked last. */
  socketAt = -Infinity;
  #best = 0;
  #retry = firstRetry;
  #timer: (() => void) | undefined;
  readonly #world: World;
  readonly #probe: () => void;

  /** @param probe Tries a better way. */
  constructor(world: World, probe: () => void) {
    this.#world = world;
    this.#probe = probe;
  }

  /** The ways over HTTP that may work, in the order in which to try them. */
  verbs(): readonly Verb[] { return verbs.slice(this.#best); }

  /** A WebSocket has worked: nothing is better. */
  socketWorked(): void {
    this.socket = true;
    this.socketAt = this.#world.now();
    this.#best = 0;
    this.#retry = firstRetry;
    this.#timer?.();
    this.#timer = undefined;
  }

  /** Something over HTTP has worked where what is better did not, or was not to be tried. */
  verbWorked(verb: Way, socketFailed: boolean): void {
    if (verb !== "peek") this.#best = verbs.indexOf(verb);
    if (socketFailed) this.socket = false;
    if (!this.socket || this.#best > 0) this.#wait();
  }

  #wait(): void {
    this.#timer ??= this.#world.setTimer(() => {
      this.#timer = undefined;
      // Timers of hidden pages come once a minute: what is tried in vain would hold up what works for so long before the next way is.
      if (!this.#world.isRoused()) {
        this.#wait();
        return;
      }
      this.#retry = Math.min(longestRetry, this.#retry * 2);
      this.#best = 0;
      this.#probe();
    }, this.#retry);
  }
}
