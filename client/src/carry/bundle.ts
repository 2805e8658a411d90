import type { Bytes } from "./bytes.ts";
import type { Download } from "./download.ts";
import { Downloads, type Receiving } from "./downloads.ts";
import { Heartbeat } from "./heartbeat.ts";
import { item } from "./items.ts";
import type { Session } from "./session.ts";
import type { Tabs } from "./tabs.ts";
import { Uploads, type Bringing } from "./uploads.ts";
import type { Wait } from "./wait.ts";
import type { Verb, Way, Ways } from "./ways.ts";
import type { World } from "./world.ts";

/** Who is told how a bundle goes on. */
export interface BundleWatcher {
  /** A response of that gateway carries these sessions. */
  worked(node: string, carried: readonly Session[], way: Way): void;
  /** That response was cut: until the next one works nothing comes. */
  cut(): void;
  /** The gateway has no such session. */
  gone(session: Session): void;
  /** It has lost these sessions: nothing carries them in any way; `wait` where it was said when to come again. */
  failed(lost: readonly Session[], wait: Wait | undefined): void;
}

/** Carries all sessions of a page that one gateway has, over HTTP: one response down, and one request at a time up. */
export class Bundle implements Bringing, Receiving {
  /** The gateway that has its sessions; empty: it has not said. */
  readonly node: string;
  readonly sessions = new Set<Session>();
  readonly #tabs: Tabs;
  readonly #watcher: BundleWatcher;
  readonly #heartbeat: Heartbeat;
  readonly #uploads: Uploads;
  readonly #downloads: Downloads;

  constructor(node: string, world: World, ways: Ways, tabs: Tabs, watcher: BundleWatcher) {
    this.node = node;
    this.#tabs = tabs;
    this.#watcher = watcher;
    this.#heartbeat = new Heartbeat(world, () => this.#interval, { quiet: () => { this.#sayAnything(); }, dead: () => { this.#downloads.replace(); } });
    this.#uploads = new Uploads(this, world);
    this.#downloads = new Downloads(this, world, ways, tabs);
  }

  get name(): Verb { return this.#downloads.name; }
  get patience(): number { return this.#interval * 2; }

  /** Takes a session in. */
  add(session: Session): void {
    this.#tabs.join(this);
    this.sessions.add(session);
    session.bringer = this;
    this.#downloads.extend();
  }

  /** Asks for a response, in each way that may work. */
  race(): void { this.#downloads.race(); }

  /** Whether it may hold a response has changed. */
  share(): void { this.#downloads.share(); }

  /** Another page of the origin was heard. */
  tick(): void { this.#downloads.tick(); }

  /** Looks whether it is still alive; called also when a page comes back from a long pause. */
  check(): void { if (this.sessions.size > 0) this.#heartbeat.check(); }

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

  gone(session: Session): void {
    if (!this.sessions.has(session)) return;
    this.#letGo(session);
    if (session.carrier === undefined) this.#watcher.gone(session);
    if (this.sessions.size === 0) this.#stop();
  }

  /** The page is left. */
  leave(): void {
    this.#uploads.sayLast();
    this.#stop();
    // A page that comes back from the browser's cache has nothing more to say of them.
    this.sessions.clear();
  }

  asked(): void { this.#heartbeat.say(); }

  brought(): void {
    // Mostly an answer follows.
    this.#downloads.shorten();
  }

  heard(download: Download, kind: number, numbers: readonly number[], part: Bytes): void {
    this.#heartbeat.hear();
    this.#tabs.tick();
    const session = download.listed[numbers[0] ?? 0];
    if (session === undefined) return;
    if (kind === item.piece) {
      this.#downloads.shorten();
      session.take(numbers[1]!, part);
    } else if (kind === item.ack) session.out.acknowledge(numbers[1]!);
    else if (kind === item.gone) this.gone(session);
    // That it knows is said as it lets the session go.
    else if (kind === item.end && this.sessions.has(session)) session.gone();
    // Timers of hidden pages may be late by a minute, what comes never is.
    if (this.#downloads.carries(download) && this.#heartbeat.isQuiet) this.check();
  }

  carried(download: Download): void {
    this.#uploads.encourage();
    this.#work(download);
    for (const session of this.#stillHere(download))
      if (session.carrier === undefined || session.carrier === this) {
        session.attach(this, session.out.start);
        this.wake(session, false);
      }
    if (download.isUntried) void download.confirm(() => this.#downloads.carries(download) ? this.#stillHere(download) : []);
    this.check();
  }

  cut(download: Download): void {
    for (const session of download.listed) session.wasCut ||= session.carrier === this;
    this.#watcher.cut();
  }

  failed(carries: Download | undefined, wait: Wait | undefined): void {
    // While a response carries well, others may have been asked for to be better, or to carry one more.
    const lost = [...this.sessions].filter(session => carries === undefined || session.carrier !== this);
    for (const session of lost) this.#letGo(session);
    this.#watcher.failed(lost, wait);
    if (this.sessions.size === 0) this.#stop();
    else if (carries !== undefined) this.#work(carries);
  }

  // Who came later is not among those that it carries.
  #stillHere({ listed }: Download): readonly Session[] { return listed.filter(session => this.sessions.has(session)); }

  #work(download: Download): void { this.#watcher.worked(this.node, this.#stillHere(download), download.way); }

  // The gateway goes by the shortest one too.
  get #interval(): number { return Math.min(...[...this.sessions].map(session => session.heartbeat)); }

  #letGo(session: Session): void {
    this.sessions.delete(session);
    session.bringer = undefined;
    if (session.carrier === this) session.carrier = undefined;
  }

  #sayAnything(): void {
    const [first] = this.sessions;
    if (first === undefined) return;
    this.#uploads.acknowledge(first);
    void this.#uploads.pump();
  }

  #stop(): void {
    this.#heartbeat.stop();
    this.#downloads.stop();
    this.#tabs.leave(this);
  }
}
