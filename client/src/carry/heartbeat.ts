import type { World } from "./world.ts";

/** Who is told what silence means. */
export interface HeartbeatWatcher {
  /** Nothing was said for half a heartbeat: the other side is to hear something. */
  quiet(): void;
  /** Nothing was heard for two heartbeats: it is dead. */
  dead(): void;
}

/** Whether what carries is still alive. */
export class Heartbeat {
  readonly #world: World;
  readonly #interval: () => number;
  readonly #watcher: HeartbeatWatcher;
  #heard: number;
  #said: number;
  #timer: (() => void) | undefined;

  constructor(world: World, interval: () => number, watcher: HeartbeatWatcher) {
    this.#world = world;
    this.#interval = interval;
    this.#watcher = watcher;
    this.#heard = this.#said = world.now();
  }

  /** Whether something is to be said. Timers of hidden pages may be late by a minute, so it is asked for as well whenever something comes. */
  get isQuiet(): boolean { return this.#world.now() - this.#said >= this.#interval() / 2; }

  /** Something has come. */
  hear(): void { this.#heard = this.#world.now(); }

  /** Something is said. */
  say(): void { this.#said = this.#world.now(); }

  /** Looks how it is, now and from now on. */
  check(): void {
    this.#timer?.();
    this.#timer = this.#world.setTimer(() => { this.check(); }, this.#interval() / 2);
    const now = this.#world.now();
    if (now - this.#heard >= this.#interval() * 2) {
      this.#heard = now;
      this.#watcher.dead();
    }
    if (this.isQuiet) this.#watcher.quiet();
  }

  /** There is nothing more to look at. */
  stop(): void { this.#timer?.(); }
}
