import { atNode } from "./address.ts";
import { steady } from "./backoff.ts";
import type { Bytes } from "./bytes.ts";
import { bare, bodyOf, exchange, pauseAfter, post, Refused, takeItems } from "./request.ts";
import type { Session } from "./session.ts";
import type { Wait } from "./wait.ts";
import type { Way } from "./ways.ts";
import type { World } from "./world.ts";

const firstPause = 1_000;
const longestPause = 4_000;
const confirmLimit = 15_000;

/** One response under way, and the sessions that it carries or is to carry. */
export class Download {
  readonly way: Way;
  readonly listed: readonly Session[];
  /** The gateway brings nothing in it before it knows that it gets through. */
  readonly isUntried: boolean;
  /** The gateway has ended it in good order. */
  isOver = false;
  hasBrought = false;
  readonly #since: number;
  readonly #world: World;
  readonly #node: string;
  readonly #abort = new AbortController();

  constructor(world: World, node: string, way: Way, listed: readonly Session[], isKnown: boolean) {
    this.#world = world;
    this.#node = node;
    this.#since = world.now();
    this.way = way;
    this.listed = listed;
    this.isUntried = !isKnown && !this.isWhole;
  }

  /** Whether another one may follow at once where it is cut: it has brought something, or has lasted. */
  get isGood(): boolean { return this.hasBrought || this.#world.now() - this.#since >= steady; }

  /** Whether it comes in one piece, so that nothing of it can be held back. */
  get isWhole(): boolean { return this.way === "poll" || this.way === "peek"; }

  /** Asks for it, and tells of its items until it ends. Returns when to come again, where the answer says so. */
  async run(tell: (kind: number, numbers: readonly number[], part: Bytes) => void): Promise<Wait | undefined> {
    try {
      const body = bodyOf(this.listed.map(bare), this.isUntried);
      const answer = await post(this.#world, this.listed[0]!.url, atNode(this.way, this.#node), body, { signal: this.#abort.signal });
      await takeItems(answer, this.way === "sse", tell);
    } catch (error) {
      // It was cut, or dropped, or never came about. Too many requests says nothing of the way: another one would only be one more.
      if (error instanceof Refused) return error.wait;
    } finally {
      // There may be more of what is none of the gateway's.
      this.drop();
    }
    return undefined;
  }

  /** Says that it gets through, for those that it still carries, until that comes through too. What the app has sent waits for this. It goes beside what the page brings: that may have to wait for the app. */
  async confirm(carried: () => readonly Session[]): Promise<void> {
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      const listed = carried();
      const [first] = listed;
      if (first === undefined) return;
      try {
        await exchange(this.#world, confirmLimit, first.url, atNode("up", this.#node), bodyOf(listed.map(bare), true), answer => takeItems(answer, false, () => undefined));
        return;
      } catch (error) {
        await new Promise<void>(resolve => { this.#world.setTimer(resolve, pauseAfter(this.#world, error, pause)); });
      }
    }
  }

  /** It is not wanted any more. */
  drop(): void { this.#abort.abort(); }
}
