import { drawn, spread, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

// Browsers give a handshake that nobody answers a minute or two.
const longestOpening = 60_000;
/** What has carried for so many milliseconds was good. */
export const steady = 5_000;

/** When a session that nothing carries is tried again: ever more rarely, and not for ever. */
export class Backoff {
  readonly #world: World;
  readonly #brought: () => number;
  readonly #again: () => void;
  #failures = 0;
  /** Since when something carries it, and how much had been brought before. */
  #worksSince: number | undefined;
  #broughtBefore = 0;
  /** Since when nothing carries it. */
  #since: number | undefined;
  /** The gateway's word: not before that time. */
  #notBefore = 0;
  #cancel: (() => void) | undefined;

  /** @param brought How much was brought in all, both ways. @param again Tries it again. */
  constructor(world: World, brought: () => number, again: () => void) {
    this.#world = world;
    this.#brought = brought;
    this.#again = again;
    this.#since = world.now();
  }

  /** Whether it waits for its turn. */
  get isOn(): boolean { return this.#cancel !== undefined; }

  /** Whether it was said that it is not to be tried now. */
  get isBarred(): boolean { return this.#world.now() < this.#notBefore; }

  /** The gateway has the session: from now on it is the gateway that waits for the page. */
  opened(): void { this.#since = undefined; }

  /** Something carries it. @param isOther Whether something else than before: a response that follows another is as good as that was. */
  worked(isOther?: boolean): void {
    if (isOther) this.#worksSince = undefined;
    if (this.#worksSince === undefined) this.#broughtBefore = this.#brought();
    this.#worksSince ??= this.#world.now();
    this.#since = undefined;
    this.#notBefore = 0;
    this.stop();
  }

  /** Whether what carries it is good: it has brought something, or lasts so many milliseconds. What works and ends at once, again and again, is not to be tried at once. */
  isGood(least = steady): boolean { return this.#worksSince !== undefined && (this.#world.now() - this.#worksSince >= least || this.#brought() > this.#broughtBefore); }

  /** Is tried after so many milliseconds. */
  delay(ms: number): void { this.#cancel = this.#world.setTimer(() => { this.#finish(); }, ms); }

  /**
   * All that was tried has failed. Returns false where no gateway keeps the session any more, or the page was never answered: its script should hear of it.
   * @param lifetime For how long a gateway keeps it; undefined: it was not opened yet. @param wait What was said of when to come again.
   */
  wait(lifetime: number | undefined, wait: Wait | undefined): boolean {
    if (this.isOn) return true;
    const now = this.#world.now();
    if (this.isGood()) this.#failures = 0;
    this.#worksSince = undefined;
    this.#notBefore = now + (wait?.ms ?? 0);
    // A gateway that asks for time is there.
    if (wait?.isTurn && lifetime === undefined) this.#since = now;
    this.#since ??= now;
    if (now - this.#since >= (lifetime ?? longestOpening)) return false;
    this.delay(this.#pause(wait));
    return true;
  }

  /** It is tried at once, unless the gateway has said otherwise. */
  rouse(): void { if (this.isOn && !this.isBarred) this.#finish(); }

  /** It is not tried again. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #finish(): void {
    // Browsers' timers may be early by part of a millisecond.
    this.#notBefore = 0;
    this.stop();
    this.#again();
  }

  // What was said is no failure. What is lost is looked for at once; but where a hop answers, it answers all pages the same, and they must not come back together.
  #pause(wait: Wait | undefined): number {
    if (wait !== undefined && wait.ms > 0) return spread(wait, this.#world.chance());
    const failures = this.#failures++;
    if (failures === 0 && wait === undefined && this.#world.isRoused()) return 0;
    return drawn(failures, this.#world.chance());
  }
}
