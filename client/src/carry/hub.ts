import { Bundle } from "./bundle.ts";
import { askToOpen } from "./open.ts";
import { Session, type Listener } from "./session.ts";
import { SocketCarrier } from "./socketCarrier.ts";
import { Tabs } from "./tabs.ts";
import { Ways } from "./ways.ts";
import type { World } from "./world.ts";

// HTTP is tried too when a WebSocket has given no hello for so long; it has the rest of its time to give one.
const headStart = 1_000;
const socketLimit = 10_000;
const longestWait = 20_000;
// Browsers give a handshake that nobody answers a minute or two.
const longestOpening = 60_000;

/** What it knows of one session beyond the session itself. */
interface Course {
  socket?: SocketCarrier;
  /** Whether HTTP is under way for it. */
  isViaHttp: boolean;
  failures: number;
  /** Since when nothing carries it. */
  since: number | undefined;
  /** The gateway's word: not before that time. */
  notBefore: number;
  cancelRetry?: () => void;
  cancelHttp?: () => void;
}

/** All carried sockets of a page: which carrier each has, and how it gets the next one. */
export class Hub {
  readonly courses = new Map<Session, Course>();
  readonly #bundles = new Map<string, Bundle>();
  readonly #world: World;
  readonly #ways: Ways;
  readonly #tabs: Tabs;
  readonly #changed: () => void;
  #node = "";

  /** @param changed Told when a session is carried, or is not any more. */
  constructor(world: World, changed: () => void) {
    this.#world = world;
    this.#changed = changed;
    this.#ways = new Ways(world, () => { this.#probe(); });
    this.#tabs = new Tabs(world, () => { for (const bundle of this.#bundles.values()) bundle.share(); }, () => { for (const bundle of this.#bundles.values()) bundle.tick(); });
  }

  /** Whether a socket that was open waits for a carrier. */
  get isAway(): boolean { return [...this.courses.keys()].some(session => session.isOpen && (session.carrier === undefined || session.wasCut)); }

  /** Opens a socket. */
  open(url: string, protocols: readonly string[], listener: Listener): Session {
    const session = new Session(url, protocols, this.#world, {
      opened: protocol => { listener.opened(protocol); },
      message: (opcode, payload) => { listener.message(opcode, payload); },
      closed: (...ending) => {
        this.#forget(session);
        listener.closed(...ending);
      },
      foreign: () => {
        this.#forget(session);
        listener.foreign();
      },
    });
    this.courses.set(session, { isViaHttp: false, failures: 0, notBefore: 0, since: this.#world.now() });
    this.#connect(session);
    return session;
  }

  /** Gives a session up that the page does not want any more. */
  abandon(session: Session): void {
    const { socket } = this.courses.get(session) ?? {};
    session.leave();
    if (socket?.works === true) socket.leave();
    // It may be open at the gateway, and its answer not here yet.
    else this.#bundle(session.node || this.#node).release(session);
    this.#forget(session);
  }

  /** The network is back, or the page is shown again, or time has leapt: what waits is tried at once, and what seems alive is looked at. */
  rouse(): void {
    for (const [session, course] of this.courses) {
      if (course.cancelRetry !== undefined && this.#world.now() >= course.notBefore) {
        course.cancelRetry();
        delete course.cancelRetry;
        this.#connect(session);
      }
      course.socket?.check();
    }
    for (const bundle of this.#bundles.values()) bundle.check();
    this.#tabs.rouse();
  }

  /** The page is left. */
  leave(): Session[] {
    const all = [...this.courses.keys()];
    // What is being opened may be open at the gateway, and the answer not here yet; what is away may be there too.
    for (const session of all) if (session.carrier === undefined) this.#bundle(session.node || this.#node).sessions.add(session);
    for (const bundle of this.#bundles.values()) bundle.leave();
    for (const [session, course] of this.courses) {
      course.cancelRetry?.();
      course.cancelHttp?.();
      course.socket?.leave();
      session.leave();
    }
    this.courses.clear();
    this.#bundles.clear();
    return all;
  }

  #connect(session: Session): void {
    const course = this.courses.get(session);
    if (course === undefined || session.carrier !== undefined) return;
    if (this.#ways.socket) this.#dial(session, course);
    if (course.socket === undefined) {
      this.#goViaHttp(session);
      return;
    }
    this.#waitForSocket(session, course);
  }

  #waitForSocket(session: Session, course: Course): void {
    course.cancelHttp?.();
    course.cancelHttp = this.#world.setTimer(() => {
      // Browsers open one WebSocket to a host after the other: as long as some get through, this one's turn comes.
      if (this.#world.now() - this.#ways.socketAt < headStart) this.#waitForSocket(session, course);
      else this.#goViaHttp(session);
    }, headStart);
  }

  #dial(session: Session, course: Course): void {
    if (course.socket !== undefined) return;
    const socket = course.socket = new SocketCarrier(session, this.#world, {
      worked: () => {
        cancel();
        Object.assign(course, { isViaHttp: false, failures: 0, since: undefined });
        course.cancelHttp?.();
        course.cancelRetry?.();
        delete course.cancelRetry;
        this.#node = session.node;
        this.#world.soon(this.#changed);
        const wasBad = !this.#ways.socket;
        this.#ways.socketWorked();
        // The others may have it as good.
        if (wasBad) for (const [other, its] of this.courses) if (other !== session) this.#dial(other, its);
      },
      gone: () => {
        // A handshake that was long on its way has no cookie yet that HTTP has brought since: what matters is what the session's own carrier says, or the next one.
        if (!socket.works && !course.isViaHttp && session.carrier === undefined) {
          session.gone();
          return;
        }
        cancel();
        if (course.socket === socket) delete course.socket;
        socket.drop();
        this.#lost(session, course, socket, undefined);
      },
      ended: (_, wait) => {
        cancel();
        if (course.socket === socket) delete course.socket;
        this.#lost(session, course, socket, wait);
      },
    });
    const cancel = this.#world.setTimer(() => {
      if (course.socket === socket) delete course.socket;
      socket.drop();
      this.#lost(session, course, socket, undefined);
    }, socketLimit);
  }

  #lost(session: Session, course: Course, socket: SocketCarrier, wait: number | undefined): void {
    if (session.isOver || !this.courses.has(session)) return;
    if (socket.works) {
      if (session.carrier !== socket) return;
      session.carrier = undefined;
      session.wasCut = true;
      this.#changed();
      this.#retry(session, course, wait);
    } else if (session.carrier !== undefined) {
      // It may have taken the session from the one that it was to be better than.
      this.#bundle(session.node).race();
    } else if (!course.isViaHttp && course.cancelRetry === undefined) {
      if (wait === undefined) this.#goViaHttp(session);
      else this.#retry(session, course, wait);
    }
  }

  #goViaHttp(session: Session): void {
    const course = this.courses.get(session);
    if (course === undefined || session.carrier !== undefined || course.isViaHttp) return;
    course.cancelHttp?.();
    course.isViaHttp = true;
    if (session.isOpen) this.#bundle(session.node).add(session);
    else void this.#openByPost(session, course);
  }

  async #openByPost(session: Session, course: Course): Promise<void> {
    const said = await askToOpen(this.#world, session, this.#node);
    if (session.isOver || session.carrier !== undefined) {
      // It may have been opened behind the page's word that it wants it no more.
      if (session.isOver && said?.node !== undefined) this.#bundle(said.node).release(session);
      return;
    }
    if (said === undefined || said.lost === true || said.wait !== undefined) {
      // Another one may open it.
      if (said?.lost === true) this.#node = "";
      course.isViaHttp = false;
      this.#retry(session, course, said?.wait, said?.lost !== true);
    } else if (said.node !== undefined) {
      this.#node = said.node;
      // From now on it is the gateway that waits for the page.
      course.since = undefined;
      session.open(said.node, said.protocol!, said.heartbeat!, said.buffer!, said.grace!);
      const bundle = this.#bundle(said.node);
      if (!session.isOver) bundle.add(session);
      // The app has agreed on no subprotocol, and knows of no end as yet.
      else bundle.release(session);
    } else if (said.refused !== undefined) session.fail();
    else if (said.off === true) session.foreign();
    else session.gone();
  }

  #bundle(node: string): Bundle {
    let bundle = this.#bundles.get(node);
    if (bundle === undefined) {
      bundle = new Bundle(node, this.#world, this.#ways, this.#tabs, {
        worked: (its, verb) => {
          this.#node = its.node;
          // Whoever began with a WebSocket has waited for it long enough.
          const began = [...its.sessions].some(session => this.courses.get(session)?.socket?.works === false);
          this.#ways.verbWorked(verb, began || [...its.sessions].some(session => session.carrier === undefined));
          for (const session of its.sessions) {
            const course = this.courses.get(session);
            if (course === undefined) continue;
            Object.assign(course, { isViaHttp: false, failures: 0, since: undefined });
            this.#world.soon(this.#changed);
          }
        },
        cut: () => { this.#changed(); },
        failed: (lost, wait) => {
          for (const session of lost) {
            const course = this.courses.get(session);
            if (course === undefined || session.carrier !== undefined) continue;
            course.isViaHttp = false;
            this.#retry(session, course, wait);
          }
          this.#changed();
        },
      });
      this.#bundles.set(node, bundle);
    }
    return bundle;
  }

  #retry(session: Session, course: Course, wait: number | undefined, isGateways = true): void {
    if (course.cancelRetry !== undefined) return;
    // HTTP would not wait for it.
    course.cancelHttp?.();
    const now = this.#world.now();
    course.notBefore = now + (wait ?? 0);
    // A gateway that asks for time is there.
    if (wait !== undefined && isGateways && !session.isOpen) course.since = now;
    course.since ??= now;
    if (now - course.since >= (session.isOpen ? session.lifetime : longestOpening)) {
      this.#giveUp(session);
      return;
    }
    // The gateway's word is a turn of its own for each page, and no failure; a status says the same to all.
    course.cancelRetry = this.#world.setTimer(() => {
      delete course.cancelRetry;
      this.#connect(session);
    }, wait === undefined ? this.#spread(course.failures++) : isGateways ? wait : wait * (1 + this.#world.chance()));
  }

  // No gateway keeps it for longer, or the page was never answered: its script should hear of it.
  #giveUp(session: Session): void {
    if (session.isOpen) session.gone();
    else {
      this.#bundle(this.#node).release(session);
      session.fail();
    }
  }

  #spread(failures: number): number {
    if (failures === 0 && this.#world.isRoused()) return 0;
    return this.#world.chance() * Math.min(longestWait, 1_000 * 2 ** Math.max(0, failures - 1));
  }

  // Something better may work by now.
  #probe(): void {
    const wasBad = !this.#ways.socket;
    for (const [session, course] of this.courses) {
      if (session.carrier === undefined || session.carrier.name === "websocket") continue;
      if (wasBad) this.#dial(session, course);
      else this.#bundle(session.node).race();
      return;
    }
  }

  #forget(session: Session): void {
    const course = this.courses.get(session);
    course?.cancelRetry?.();
    course?.cancelHttp?.();
    course?.socket?.drop();
    this.courses.delete(session);
    this.#changed();
  }
}
