import type { World } from "./world.ts";

// At first, and when nothing comes.
const least = 100;
const most = 2_000;
const mostHidden = 8_000;

/** When a page that may hold no response looks for news again: soon where something is going on, ever more rarely where nothing comes. */
export class Pauses {
  readonly #world: World;
  readonly #over: () => void;
  #next = least;
  #end = 0;
  #cancel: (() => void) | undefined;

  /** @param over Told when one is over. */
  constructor(world: World, over: () => void) {
    this.#world = world;
    this.#over = over;
  }

  /** Whether there is one now. */
  get isOn(): boolean { return this.#cancel !== undefined; }

  /** Begins one. */
  begin(): void {
    this.stop();
    this.#end = this.#world.now() + this.#next;
    this.#cancel = this.#world.setTimer(() => { this.#finish(); }, this.#next);
    this.#next = Math.min(this.#next * 2, this.#world.isRoused() ? most : mostHidden);
  }

  /** Something has come, or was brought: there may be more soon. */
  shorten(): void {
    this.#next = least;
    // Never longer: who brings something every few milliseconds would never look.
    if (this.isOn && this.#end - this.#world.now() > least) this.begin();
  }

  /** Time has gone by. A hidden page's timers are late by up to a minute, and its sessions would not outlive such pauses. */
  tick(): void { if (this.isOn && this.#world.now() >= this.#end) this.#finish(); }

  /** There is none any more. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #finish(): void {
    this.stop();
    this.#over();
  }
}
