import { atNode } from "./address.ts";
import type { Bytes } from "./bytes.ts";
import { item } from "./items.ts";
import { Pauses } from "./pauses.ts";
import { bare, bodyOf, post, Refused, takeItems } from "./request.ts";
import type { Session } from "./session.ts";
import type { Tabs } from "./tabs.ts";
import { Uploads, type Bringing } from "./uploads.ts";
import type { Verb, Ways } from "./ways.ts";
import type { World } from "./world.ts";

/** Who is told how a bundle goes on. */
export interface BundleWatcher {
  /** A response carries its sessions. */
  worked(bundle: Bundle, verb: Verb | "peek"): void;
  /** That response was cut: until the next one works nothing comes. */
  cut(): void;
  /** It has lost these sessions: nothing carries them in any way; `wait` where the gateway said how long to stay away. */
  failed(lost: readonly Session[], wait: number | undefined): void;
}

// The next way is tried when the one before it has shown nothing for so long.
const headStart = 1_000;
const settling = 100;
const isWhole = (verb: Verb | "peek"): boolean => verb === "poll" || verb === "peek";

/** A response under way. */
interface Down {
  readonly verb: Verb | "peek";
  readonly abort: AbortController;
  readonly listed: readonly Session[];
  /** The gateway brings nothing in it before it knows that it gets through. */
  readonly isUntried: boolean;
  isOver: boolean;
}

/** Carries all sessions of a page that one gateway has, over HTTP: one response down, and one request at a time up. */
export class Bundle implements Bringing {
  /** The gateway that has its sessions; empty: it has not said. */
  readonly node: string;
  readonly sessions = new Set<Session>();
  readonly #world: World;
  readonly #ways: Ways;
  readonly #tabs: Tabs;
  readonly #watcher: BundleWatcher;
  readonly #uploads: Uploads;
  readonly #pauses: Pauses;
  readonly #racing = new Set<Down>();
  #down: Down | undefined;
  /** How it carries, or did last. */
  #verb: Verb | "peek" = "stream";
  #untried: readonly (Verb | "peek")[] = [];
  #cancelNext: (() => void) | undefined;
  #isStale = false;
  #wait: number | undefined;
  #heard: number;
  #timer: (() => void) | undefined;

  constructor(node: string, world: World, ways: Ways, tabs: Tabs, watcher: BundleWatcher) {
    this.node = node;
    this.#world = world;
    this.#ways = ways;
    this.#tabs = tabs;
    this.#watcher = watcher;
    this.#uploads = new Uploads(this, world);
    this.#pauses = new Pauses(world, () => { void this.#ask("peek", true); });
    this.#heard = world.now();
  }

  get name(): Verb {
    const verb = this.#pauses.isOn ? "peek" : this.#verb;
    return verb === "peek" ? "poll" : verb;
  }

  /** Takes a session in. */
  add(session: Session): void {
    this.#tabs.join(this);
    this.sessions.add(session);
    session.bringer = this;
    if (this.#isStale) return;
    this.#isStale = true;
    // Mostly several come at once: one response is for all of them.
    queueMicrotask(() => { if (this.#racing.size === 0) this.race(); });
  }

  /** Asks for a response, in each way that may work, with a head start before the next. */
  race(): void {
    if (this.#racing.size > 0) return;
    this.#isStale = false;
    if (this.sessions.size === 0) return;
    this.#untried = this.#tabs.mayHold ? this.#ways.verbs() : ["peek"];
    this.#tryNext();
  }

  /** Whether it may hold a response has changed. */
  share(): void {
    for (const down of [...this.#racing]) this.#drop(down);
    this.#untried = [];
    // What carries goes on until the next one does, unless it holds what others need.
    if (!this.#tabs.mayHold && this.#down !== undefined) this.#drop(this.#down);
    this.race();
  }

  wake(session: Session, isAckDue: boolean): void {
    if (isAckDue) this.#uploads.acknowledge(session);
    queueMicrotask(() => { void this.#uploads.pump(); });
  }

  tell(): void {
    // What a request has taken is on its way, as far as a page can tell.
  }

  release(session: Session): void {
    this.sessions.delete(session);
    session.bringer = undefined;
    if (session.isOver) {
      this.#uploads.leave(session);
      void this.#uploads.pump();
    }
    if (this.sessions.size === 0) this.#stop();
  }

  /** The page is left. */
  leave(): void {
    this.#uploads.sayLast();
    this.#stop();
    // A page that comes back from the browser's cache has nothing more to say of them.
    this.sessions.clear();
  }

  /** Looks whether it is still alive; called also when a page comes back from a long pause. */
  check(): void {
    const [first] = this.sessions;
    if (first === undefined) return;
    const now = this.#world.now();
    if (this.#down !== undefined && now - this.#heard >= this.#heartbeat * 2) {
      this.#heard = now;
      this.#miss(this.#down);
      this.#drop(this.#down);
      this.race();
    }
    if (now - this.#uploads.said >= this.#heartbeat / 2) {
      this.#uploads.acknowledge(first);
      void this.#uploads.pump();
    }
    this.#timer?.();
    this.#timer = this.#world.setTimer(() => { this.check(); }, this.#heartbeat / 2);
  }

  #tryNext(): void {
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    const [verb, ...rest] = this.#untried;
    if (verb === undefined) {
      for (const down of [...this.#racing]) this.#drop(down);
      this.#fail();
      return;
    }
    this.#untried = rest;
    // The last one has the time in which anything silent is taken for dead: a browser may wait for minutes for a path that is gone.
    this.#cancelNext = this.#world.setTimer(() => { this.#tryNext(); }, rest.length > 0 ? headStart : this.#heartbeat * 2);
    void this.#ask(verb, false);
  }

  async #ask(verb: Verb | "peek", isKnown: boolean): Promise<void> {
    this.#pauses.stop();
    const listed = [...this.sessions];
    const [first] = listed;
    if (first === undefined) return;
    const isUntried = !isKnown && !isWhole(verb) && this.#down?.verb !== verb;
    const down: Down = { verb, abort: new AbortController(), listed, isUntried, isOver: false };
    if (isKnown) this.#down = down;
    else this.#racing.add(down);
    try {
      const body = bodyOf(listed.map(bare), isUntried);
      this.#uploads.said = this.#world.now();
      const answer = await post(this.#world, first.url, atNode(verb, this.node), body, { signal: down.abort.signal });
      await takeItems(answer, verb === "sse", (kind, numbers, part) => { this.#hear(down, kind, numbers, part); });
    } catch (error) {
      // It was cut, or dropped, or never came about. Too many requests says nothing of the way: another one would only be one more.
      if (error instanceof Refused) this.#wait ??= error.wait;
    }
    if (this.#racing.delete(down)) {
      // A gateway that asks to wait is not asked in other ways.
      if (this.#wait !== undefined) this.#untried = [];
      // Else what follows the one that ends is under way already.
      if (this.#racing.size === 0 || this.#wait !== undefined) this.#tryNext();
    } else if (this.#down === down) {
      this.#down = undefined;
      if (!down.isOver) this.#miss(down);
      // What is to follow it is on its way already. Else: streams and polls end in good order, and the next one follows; one that was cut has to
      // show anew that it works.
      if (this.#racing.size > 0) return;
      if (this.#wait !== undefined) this.#fail();
      else if (!down.isOver || this.#isStale) this.race();
      else if (verb === "peek") this.#pauses.begin();
      else void this.#ask(verb, true);
    }
  }

  #hear(down: Down, kind: number, numbers: readonly number[], part: Bytes): void {
    this.#heard = this.#world.now();
    this.#tabs.tick();
    const session = down.listed[numbers[0] ?? 0];
    if (kind === item.over) down.isOver = true;
    // What a stream says behind its padding has not been held back; a poll is whole when it comes.
    if (this.#racing.has(down) && (kind === item.beat || isWhole(down.verb))) this.#prove(down);
    if (kind === item.wait) this.#wait = numbers[0];
    else if (session === undefined) return;
    else if (kind === item.piece) {
      this.#pauses.shorten();
      session.take(numbers[1]!, part);
    } else if (kind === item.ack) session.out.acknowledge(numbers[1]!);
    else if (kind === item.end || kind === item.gone) this.lose(session);
    // Timers of hidden pages may be late by a minute, what comes never is.
    if (this.#down === down && this.#heard - this.#uploads.said >= this.#heartbeat / 2) this.check();
  }

  // What a hop holds it lets go once the gateway has ended it, for another one's sake: then its end is there with its beginning, or follows at once.
  #prove(down: Down): void {
    const isLast = down === [...this.#racing].at(-1);
    const look = (): void => { if (this.#racing.has(down) && !down.isOver) this.#work(down); };
    if (!isLast) this.#world.setTimer(look, settling);
    else if (isWhole(down.verb)) this.#work(down);
    else this.#world.soon(look);
  }

  #work(down: Down): void {
    this.#racing.delete(down);
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    for (const slower of [...this.#racing]) this.#drop(slower);
    if (this.#down !== undefined) this.#drop(this.#down);
    this.#down = down;
    this.#verb = down.verb;
    this.#wait = undefined;
    this.#uploads.encourage();
    this.#watcher.worked(this, down.verb);
    for (const session of down.listed)
      if (this.sessions.has(session) && (session.carrier === undefined || session.carrier === this)) {
        session.attach(this, session.out.start);
        this.wake(session, false);
      }
    if (down.isUntried) void this.#confirm(down);
    this.check();
    // Who came meanwhile is not among those that it carries.
    if (this.#isStale) this.race();
  }

  // What the app has sent waits for this. It goes beside what the page brings: that may have to wait for the app.
  async #confirm(down: Down): Promise<void> {
    for (let pause = 1_000; this.#down === down; pause *= 2) {
      const listed = down.listed.filter(session => this.sessions.has(session));
      const [first] = listed;
      if (first === undefined) return;
      try {
        await takeItems(await post(this.#world, first.url, atNode("up", this.node), bodyOf(listed.map(bare), true)), false, () => undefined);
        return;
      } catch {
        await new Promise<void>(resolve => { this.#world.setTimer(resolve, pause); });
      }
    }
  }

  lose(session: Session): void {
    if (!this.sessions.delete(session)) return;
    if (session.carrier === this) session.carrier = undefined;
    if (session.carrier === undefined) session.gone();
    if (this.sessions.size === 0) this.#stop();
  }

  #fail(): void {
    this.#isStale = false;
    const wait = this.#wait;
    this.#wait = undefined;
    const down = this.#down;
    // While a response carries well, others may have been asked for to be better, or to carry one more.
    const lost = [...this.sessions].filter(session => down === undefined || session.carrier !== this);
    for (const session of lost) {
      this.sessions.delete(session);
      session.bringer = undefined;
      if (session.carrier === this) session.carrier = undefined;
    }
    this.#watcher.failed(lost, wait);
    if (this.sessions.size === 0) this.#stop();
    else if (down !== undefined) this.#watcher.worked(this, down.verb);
  }

  // It has not ended in good order.
  #miss(down: Down): void {
    for (const session of down.listed) session.wasCut ||= session.carrier === this;
    this.#watcher.cut();
  }

  brought(): void {
    // Mostly an answer follows.
    this.#pauses.shorten();
  }

  /** Another page of the origin was heard. */
  tick(): void { this.#pauses.tick(); }

  #drop(down: Down): void {
    this.#racing.delete(down);
    if (this.#down === down) this.#down = undefined;
    down.abort.abort();
  }

  #stop(): void {
    this.#isStale = false;
    this.#timer?.();
    this.#cancelNext?.();
    this.#pauses.stop();
    for (const down of [...this.#racing]) this.#drop(down);
    if (this.#down !== undefined) this.#drop(this.#down);
    this.#tabs.leave(this);
  }

  // The gateway goes by the shortest one too.
  get #heartbeat(): number { return Math.min(...[...this.sessions].map(session => session.heartbeat)); }
}
