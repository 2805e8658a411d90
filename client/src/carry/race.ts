import type { Download } from "./download.ts";
import type { Way } from "./ways.ts";
import type { World } from "./world.ts";

/** Who holds a race. */
export interface RaceWatcher {
  /** Asks for a response in one way. */
  ask(way: Way): Download;
  /** That one gets through, and the others are dropped. */
  won(download: Download): void;
  /** None has. */
  lost(): void;
  /** How long the last way has to show something, in ms. */
  patience(): number;
}

// The next way is tried when the one before it has shown nothing for so long.
const headStart = 1_000;
const settling = 100;

/** Tries the ways down over HTTP, each with a head start before the next; the best one that gets through wins. */
export class Race {
  readonly #world: World;
  readonly #watcher: RaceWatcher;
  readonly #running = new Set<Download>();
  #untried: readonly Way[] = [];
  #cancelNext: (() => void) | undefined;

  constructor(world: World, watcher: RaceWatcher) {
    this.#world = world;
    this.#watcher = watcher;
  }

  /** Whether one is under way. */
  get isOn(): boolean { return this.#running.size > 0; }

  /** Whether that one has neither won nor lost. */
  has(download: Download): boolean { return this.#running.has(download); }

  /** Begins one, with these ways in this order. */
  begin(ways: readonly Way[]): void {
    this.#untried = ways;
    this.#next();
  }

  /** That one says what comes only where it gets through. */
  prove(download: Download): void {
    const isLast = download === [...this.#running].at(-1);
    // What a hop holds it lets go once the gateway has ended it, for another one's sake: then its end is there with its beginning, or follows at once.
    const look = (): void => { if (this.has(download) && !download.isOver) this.#win(download); };
    if (!isLast) this.#world.setTimer(look, settling);
    else if (download.isWhole) this.#win(download);
    else this.#world.soon(look);
  }

  /** That one has ended before it has won. The next way follows where none is under way any more; where the gateway asks to wait it is not asked in other ways. */
  end(download: Download, isToWait: boolean): void {
    this.#running.delete(download);
    if (isToWait) this.#untried = [];
    if (isToWait || !this.isOn) this.#next();
  }

  /** There is none any more. */
  stop(): void {
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    this.#untried = [];
    for (const download of this.#running) download.drop();
    this.#running.clear();
  }

  #next(): void {
    this.#cancelNext?.();
    const [way, ...rest] = this.#untried;
    if (way === undefined) {
      this.stop();
      this.#watcher.lost();
      return;
    }
    this.#untried = rest;
    // The last one has the time in which anything silent is taken for dead: a browser may wait for minutes for a path that is gone.
    this.#cancelNext = this.#world.setTimer(() => { this.#next(); }, rest.length > 0 ? headStart : this.#watcher.patience());
    this.#running.add(this.#watcher.ask(way));
  }

  #win(download: Download): void {
    this.#running.delete(download);
    this.stop();
    this.#watcher.won(download);
  }
}
