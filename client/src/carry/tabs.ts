import type { Channel, Notice } from "./channel.ts";
import type { World } from "./world.ts";

// Browsers open six connections to a host for all tabs together, and pages and what they send need some as well.
const mostHolders = 3;
// Who lives answers within that time, hidden or not.
const patience = 1_000;
const again = 10_000;
const leastTick = 5_000;

/** Shares a browser's connections among the pages of an origin: some may hold a response open, those that are shown before the others. */
export class Tabs {
  readonly #world: World;
  readonly #changed: () => void;
  readonly #heard: () => void;
  readonly #key: number;
  readonly #users = new Set<object>();
  readonly #others = new Map<number, number>();
  /** Who has said something since all were asked. */
  readonly #alive = new Set<number>();
  #channel: Channel | undefined;
  #may = true;
  #said = 0;
  #cancel: (() => void) | undefined;

  /** @param changed Told when the page may hold a response and could not before, or the other way round. @param heard Told of each word of another one's. */
  constructor(world: World, changed: () => void, heard: () => void) {
    this.#world = world;
    this.#changed = changed;
    this.#heard = heard;
    this.#key = world.chance();
  }

  /** Whether this page may hold a response open. */
  get mayHold(): boolean { return this.#may; }

  /** Somebody here is about to ask for responses. */
  join(user: object): void {
    this.#users.add(user);
    if (this.#channel !== undefined) return;
    this.#channel = this.#world.channel(notice => { this.#hear(notice); });
    this.#ask();
  }

  /** It does not any more. */
  leave(user: object): void {
    if (!this.#users.delete(user) || this.#users.size > 0) return;
    this.#channel?.say([this.#key, Infinity, false]);
    this.#channel?.close();
    this.#channel = undefined;
    this.#cancel?.();
    this.#others.clear();
    this.#may = true;
  }

  /** The page is shown, or hidden. */
  rouse(): void {
    this.#say(false);
    this.#judge();
  }

  /** Something has come for this page: those that may hold no response hear of it, as their own timers may be late by a minute. */
  tick(): void {
    if (this.#may && this.#others.size >= mostHolders && this.#world.now() - this.#said >= leastTick) this.#say(false);
  }

  get #rank(): number { return this.#key + (this.#world.isRoused() ? 0 : 1); }

  #say(asks: boolean): void {
    this.#said = this.#world.now();
    this.#channel?.say([this.#key, this.#rank, asks]);
  }

  #ask(): void {
    this.#alive.clear();
    this.#say(true);
    this.#cancel?.();
    this.#cancel = this.#world.setTimer(() => {
      // A tab that has crashed has not said goodbye.
      for (const key of [...this.#others.keys()]) if (!this.#alive.has(key)) this.#others.delete(key);
      this.#judge();
      if (!this.#may) this.#cancel = this.#world.setTimer(() => { this.#ask(); }, again);
    }, patience);
  }

  #hear([key, rank, asks]: Notice): void {
    this.#alive.add(key);
    if (rank === Infinity) this.#others.delete(key);
    else this.#others.set(key, rank);
    if (asks) this.#say(false);
    this.#judge();
    this.#heard();
  }

  #judge(): void {
    const rank = this.#rank;
    const may = [...this.#others.values()].filter(other => other < rank).length < mostHolders;
    if (may === this.#may) return;
    this.#may = may;
    if (!may) this.#ask();
    this.#changed();
  }
}
