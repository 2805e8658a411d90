import { spread, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

const longestWait = 20_000;
// Browsers give a handshake that nobody answers a minute or two.
const longestOpening = 60_000;

/** When a session that nothing carries is tried again: ever more rarely, and not for ever. */
export class Backoff {
  readonly #world: World;
  readonly #again: () => void;
  #failures = 0;
  /** Since when nothing carries it. */
  #since: number | undefined;
  /** The gateway's word: not before that time. */
  #notBefore = 0;
  #cancel: (() => void) | undefined;

  /** @param again Tries it again. */
  constructor(world: World, again: () => void) {
    this.#world = world;
    this.#again = again;
    this.#since = world.now();
  }

  /** Whether it waits for its turn. */
  get isOn(): boolean { return this.#cancel !== undefined; }

  /** The gateway has the session: from now on it is the gateway that waits for the page. */
  opened(): void { this.#since = undefined; }

  /** Something carries it. */
  worked(): void {
    this.#failures = 0;
    this.#since = undefined;
    this.stop();
  }

  /**
   * All that was tried has failed. Returns false where no gateway keeps the session any more, or the page was never answered: its script should hear of it.
   * @param lifetime For how long a gateway keeps it; undefined: it was not opened yet. @param wait What was said of when to come again.
   */
  wait(lifetime: number | undefined, wait: Wait | undefined): boolean {
    if (this.isOn) return true;
    const now = this.#world.now();
    this.#notBefore = now + (wait?.ms ?? 0);
    // A gateway that asks for time is there.
    if (wait?.isTurn === true && lifetime === undefined) this.#since = now;
    this.#since ??= now;
    if (now - this.#since >= (lifetime ?? longestOpening)) return false;
    this.#cancel = this.#world.setTimer(() => { this.#finish(); }, this.#pause(wait));
    return true;
  }

  /** It is tried at once, unless the gateway has said otherwise. */
  rouse(): void { if (this.isOn && this.#world.now() >= this.#notBefore) this.#finish(); }

  /** It is not tried again. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #finish(): void {
    this.stop();
    this.#again();
  }

  // What was said is no failure. What is lost is looked for at once; but where a hop answers, it answers all pages the same, and they must not come back together.
  #pause(wait: Wait | undefined): number {
    if (wait !== undefined && wait.ms > 0) return spread(wait, this.#world.chance());
    const failures = this.#failures++;
    if (failures === 0 && wait === undefined && this.#world.isRoused()) return 0;
    return this.#world.chance() * Math.min(longestWait, 1_000 * 2 ** Math.max(0, failures - 1));
  }
}
