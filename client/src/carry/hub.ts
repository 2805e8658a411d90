import { Bundle } from "./bundle.ts";
import { Connector } from "./connector.ts";
import { Reopening } from "./reopening.ts";
import { Session, type Listener } from "./session.ts";
import type { Shared } from "./shared.ts";
import { Tabs } from "./tabs.ts";
import { Ways, type Way } from "./ways.ts";
import type { World } from "./world.ts";

/** All carried sockets of a page, and what they share. */
export class Hub implements Shared {
  readonly world: World;
  readonly ways: Ways;
  readonly changed: () => void;
  node = "";
  readonly #connectors = new Map<Session, Connector>();
  readonly #bundles = new Map<string, Bundle>();
  readonly #tabs: Tabs;
  readonly #reopening: Reopening;

  /** @param changed Told when a session is carried, or is not any more. */
  constructor(world: World, changed: () => void) {
    this.world = world;
    this.changed = changed;
    this.ways = new Ways(world, () => { this.#probe(); });
    this.#reopening = new Reopening(world);
    this.#tabs = new Tabs(world, () => { for (const bundle of this.#bundles.values()) bundle.share(); }, () => { for (const bundle of this.#bundles.values()) bundle.tick(); });
  }

  /** Its sockets, as they were opened. */
  get sessions(): Session[] { return [...this.#connectors.keys()]; }

  /** Whether a socket that was open waits for a carrier. */
  get isAway(): boolean { return this.sessions.some(session => session.isOpen && (session.carrier === undefined || session.wasCut)); }

  /** Opens a socket. */
  open(url: string, protocols: readonly string[], listener: Listener): Session {
    const session = new Session(url, protocols, this.world, {
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
    const connector = new Connector(session, this);
    this.#connectors.set(session, connector);
    connector.open(this.#reopening.pause);
    return session;
  }

  /** Gives a session up that the page does not want any more. */
  abandon(session: Session): void {
    session.leave();
    this.#connectors.get(session)?.abandon();
    this.#forget(session);
  }

  /** The network is back, or the page is shown again, or time has leapt: what waits is tried at once, and what seems alive is looked at. */
  rouse(): void {
    for (const connector of this.#connectors.values()) connector.rouse();
    for (const bundle of this.#bundles.values()) bundle.check();
    this.#tabs.rouse();
  }

  /** The page is left. */
  leave(): Session[] {
    const all = this.sessions;
    // What is being opened may be open at the gateway, and the answer not here yet; what is away may be there too.
    for (const session of all) if (session.carrier === undefined) this.bundle(session.node || this.node).sessions.add(session);
    for (const bundle of this.#bundles.values()) bundle.leave();
    for (const [session, connector] of this.#connectors) {
      connector.leave();
      session.leave();
    }
    this.#connectors.clear();
    this.#bundles.clear();
    this.changed();
    return all;
  }

  bundle(node: string): Bundle {
    let bundle = this.#bundles.get(node);
    if (bundle === undefined) {
      bundle = new Bundle(node, this.world, this.ways, this.#tabs, {
        worked: (its, carried, way) => { this.#worked(its, carried, way); },
        gone: session => { this.gone(session); },
        cut: () => { this.changed(); },
        failed: (lost, wait) => {
          for (const session of lost) this.#connectors.get(session)?.failed(wait);
          this.changed();
        },
      });
      this.#bundles.set(node, bundle);
    }
    return bundle;
  }

  gone(session: Session): void {
    if (session.isOver) return;
    this.#reopening.gone(session.openedAt);
    session.gone();
  }

  socketWorked(): void {
    const wasBad = !this.ways.socket;
    this.ways.socketWorked();
    // The others may have it as good.
    if (wasBad) for (const connector of this.#connectors.values()) connector.dial();
  }

  #worked(node: string, carried: readonly Session[], way: Way): void {
    this.node = node;
    // Whoever began with a WebSocket has waited for it long enough.
    this.ways.verbWorked(way, carried.some(session => session.carrier === undefined || this.#connectors.get(session)?.isDialing));
    for (const session of carried) this.#connectors.get(session)?.worked();
  }

  // Something better may work by now.
  #probe(): void {
    for (const [session, connector] of this.#connectors) {
      if (session.carrier === undefined || session.carrier.name === "websocket") continue;
      if (this.ways.socket) this.bundle(session.node).race();
      else connector.dial();
      return;
    }
  }

  #forget(session: Session): void {
    this.#connectors.get(session)?.stop();
    this.#connectors.delete(session);
    this.changed();
  }
}
