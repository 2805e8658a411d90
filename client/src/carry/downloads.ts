import type { Bytes } from "./bytes.ts";
import { Download } from "./download.ts";
import { item } from "./items.ts";
import { Pauses } from "./pauses.ts";
import { Race } from "./race.ts";
import type { Session } from "./session.ts";
import type { Tabs } from "./tabs.ts";
import type { Verb, Way, Ways } from "./ways.ts";
import { turnIn, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

/** For whom is received. */
export interface Receiving {
  readonly node: string;
  readonly sessions: ReadonlySet<Session>;
  /** How long a silence may last, in ms. */
  readonly patience: number;
  /** A response is asked for. */
  asked(): void;
  /** Something has come in one. */
  heard(download: Download, kind: number, numbers: readonly number[], part: Bytes): void;
  /** That one carries from now on. */
  carried(download: Download): void;
  /** That one has ended, and not in good order. */
  cut(download: Download): void;
  /** No other one gets through beside the one that carries, if one does; `wait` where it was said when to come again. */
  failed(carries: Download | undefined, wait: Wait | undefined): void;
}

/** Receives what the gateway has for the sessions of a bundle: one response after the other. */
export class Downloads {
  readonly #bundle: Receiving;
  readonly #world: World;
  readonly #ways: Ways;
  readonly #tabs: Tabs;
  readonly #pauses: Pauses;
  readonly #race: Race;
  /** The response that carries. */
  #down: Download | undefined;
  /** How it carries, or did last. */
  #way: Way = "stream";
  /** How the response came that has ended in good order while others were to be better. */
  #before: Way | undefined;
  /** Whether there are sessions that no response lists yet. */
  #isStale = false;
  #wait: Wait | undefined;
  /** How often in a row one was cut that was not good. */
  #cuts = 0;

  constructor(bundle: Receiving, world: World, ways: Ways, tabs: Tabs) {
    this.#bundle = bundle;
    this.#world = world;
    this.#ways = ways;
    this.#tabs = tabs;
    this.#pauses = new Pauses(world, () => { this.#askAgain("peek"); });
    this.#race = new Race(world, {
      ask: way => this.#ask(way, this.#down?.way === way),
      won: download => { this.#carry(download); },
      lost: () => { this.#fail(); },
      patience: () => bundle.patience,
    });
  }

  /** What carries, as others call it. */
  get name(): Verb {
    const way = this.#pauses.isOn ? "peek" : this.#way;
    return way === "peek" ? "poll" : way;
  }

  /** Whether that response carries. */
  carries(download: Download): boolean { return this.#down === download; }

  /** A session has come that no response lists yet. */
  extend(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    // Mostly several come at once: one response is for all of them.
    queueMicrotask(() => { this.race(); });
  }

  /** Asks for a response, in each way that may work. */
  race(): void {
    if (this.#race.isOn) return;
    this.#isStale = false;
    // Between two looks for news nothing is under way that could fail.
    this.#before = this.#pauses.isOn ? "peek" : undefined;
    if (this.#bundle.sessions.size > 0) this.#race.begin(this.#tabs.mayHold ? this.#ways.verbs() : ["peek"]);
  }

  /** What carries is dead. */
  replace(): void {
    if (this.#down === undefined) return;
    this.#bundle.cut(this.#down);
    this.#drop();
    this.race();
  }

  /** Whether it may hold a response has changed. */
  share(): void {
    this.#race.stop();
    // What carries goes on until the next one does, unless it holds what others need.
    if (!this.#tabs.mayHold) this.#drop();
    this.race();
  }

  /** There may be something soon. */
  shorten(): void { this.#pauses.shorten(); }

  /** Another page of the origin was heard. */
  tick(): void { this.#pauses.tick(); }

  /** Nothing is to be received any more. */
  stop(): void {
    this.#isStale = false;
    this.#pauses.stop();
    this.#race.stop();
    this.#drop();
  }

  // A gateway that asks for time is not asked in other ways either, nor a hop that has had too many requests: what says no time may say it of this way alone.
  get #isToWait(): boolean { return this.#wait !== undefined && (this.#wait.isTurn || this.#wait.ms > 0); }

  #ask(way: Way, isKnown: boolean): Download {
    this.#pauses.stop();
    const download = new Download(this.#world, this.#bundle.node, way, [...this.#bundle.sessions], isKnown);
    this.#bundle.asked();
    void this.#follow(download);
    return download;
  }

  // Streams and polls end in good order, and the next one follows.
  #goOn(way: Way): void {
    if (way === "peek") this.#pauses.begin();
    else this.#askAgain(way);
  }

  #askAgain(way: Way): void { if (this.#bundle.sessions.size > 0) this.#down = this.#ask(way, true); }

  async #follow(download: Download): Promise<void> {
    const wait = await download.run((kind, numbers, part) => { this.#hear(download, kind, numbers, part); });
    if (!this.#isToWait) this.#wait = wait ?? this.#wait;
    if (this.#race.has(download)) this.#race.end(download, this.#isToWait);
    else if (this.#down === download) this.#end(download);
  }

  #hear(download: Download, kind: number, numbers: readonly number[], part: Bytes): void {
    if (kind === item.over) download.isOver = true;
    else if (kind === item.piece) download.hasBrought = true;
    else if (kind === item.wait) this.#wait = turnIn(numbers[0]!);
    // What a stream says behind its padding has not been held back; a poll is whole when it comes.
    if (this.#race.has(download) && (kind === item.beat || download.isWhole)) this.#race.prove(download);
    this.#bundle.heard(download, kind, numbers, part);
  }

  #end(download: Download): void {
    this.#down = undefined;
    if (!download.isOver) this.#bundle.cut(download);
    // What is to follow it may be on its way already, and has its sessions then. One that was cut has to show anew that it works.
    if (this.#race.isOn) this.#before = download.isOver ? download.way : undefined;
    else if (this.#isToWait) this.#fail();
    else if (download.isOver && !this.#isStale) this.#goOn(download.way);
    else if (download.isOver) this.race();
    else this.#replace(download);
  }

  // A way that works and is cut at once may do so again and again: it has one more go, and then counts as one that does not work.
  #replace(download: Download): void {
    const ways = this.#ways.verbs();
    if (download.isGood) this.#cuts = 0;
    if (this.#cuts++ === 0) this.race();
    else this.#race.begin(ways.slice(ways.indexOf(download.way as Verb) + 1 || ways.length));
  }

  #carry(download: Download): void {
    this.#drop();
    this.#down = download;
    this.#way = download.way;
    this.#wait = undefined;
    this.#bundle.carried(download);
    // Who came meanwhile is not among those that it carries.
    if (this.#isStale) this.race();
  }

  #fail(): void {
    const wait = this.#wait;
    this.#wait = undefined;
    this.#isStale = false;
    // What was to be better is not, and has ended what was good.
    if (wait === undefined && this.#down === undefined && this.#before !== undefined) this.#askAgain(this.#before);
    this.#before = undefined;
    this.#bundle.failed(this.#down, wait);
  }

  #drop(): void {
    this.#down?.drop();
    this.#down = this.#before = undefined;
  }
}
