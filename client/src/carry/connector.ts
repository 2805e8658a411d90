import { Backoff } from "./backoff.ts";
import { askToOpen } from "./open.ts";
import type { Session } from "./session.ts";
import type { Shared } from "./shared.ts";
import { SocketCarrier } from "./socketCarrier.ts";
import { turnIn, type Wait } from "./wait.ts";

// HTTP is tried too when a WebSocket has given no hello for so long.
const headStart = 1_000;

/** Finds one session its carrier, at first and after each drop: a WebSocket, and HTTP beside or behind it. */
export class Connector {
  readonly session: Session;
  readonly #shared: Shared;
  readonly #backoff: Backoff;
  #socket: SocketCarrier | undefined;
  /** Whether HTTP is under way for it. */
  #isViaHttp = false;
  #cancelHttp: (() => void) | undefined;
  /** How many WebSockets in a row have said hello, and ended at once without having brought anything. */
  #shortLived = 0;

  constructor(session: Session, shared: Shared) {
    this.session = session;
    this.#shared = shared;
    this.#backoff = new Backoff(shared.world, () => session.received + session.out.start, () => { this.connect(); });
  }

  /** Whether it tries a WebSocket that has said nothing yet. */
  get isDialing(): boolean { return this.#socket?.works === false; }

  /** Opens its socket, after so many milliseconds. */
  open(after: number): void {
    if (after > 0) this.#backoff.delay(after);
    else this.connect();
  }

  /** Tries what may work, where nothing carries it. */
  connect(): void {
    if (this.session.carrier !== undefined) return;
    if (this.#shared.ways.socket && this.#shortLived < 3) {
      this.dial();
      this.#waitForSocket();
    } else this.#goViaHttp();
  }

  /** Tries a WebSocket, whatever else is there. */
  dial(): void {
    if (this.#socket !== undefined || this.#backoff.isBarred) return;
    const { session } = this;
    const socket = this.#socket = new SocketCarrier(session, this.#shared.world, {
      worked: () => {
        this.#cancelHttp?.();
        this.worked(true);
        this.#shared.node = session.node;
        this.#shared.socketWorked();
      },
      gone: () => {
        // A handshake that was long on its way has no cookie yet that HTTP has brought since: what matters is what the session's own carrier says, or the next one.
        if (!socket.works && !this.#isViaHttp && session.carrier === undefined) this.#shared.gone(session);
        else {
          socket.drop();
          this.#lose(socket, undefined);
        }
      },
      ended: wait => { this.#lose(socket, wait); },
    });
  }

  /** Something carries it. */
  worked(isSocket?: boolean): void {
    this.#isViaHttp = false;
    this.#backoff.worked(isSocket);
    this.#shared.world.soon(() => { this.#shared.changed(); });
  }

  /** It was to be carried over HTTP, and is not. */
  failed(wait: Wait | undefined): void {
    if (this.session.carrier !== undefined) return;
    this.#isViaHttp = false;
    this.#shortLived = 0;
    this.#retry(wait);
  }

  /** The network is back, or the page is shown again, or time has leapt: it does not wait any longer, and what seems alive is looked at. */
  rouse(): void {
    this.#backoff.rouse();
    this.#socket?.check();
  }

  /** The page wants the session no more. */
  abandon(): void {
    if (this.#socket?.works) this.#socket.leave();
    // It may be open at the gateway, and its answer not here yet.
    else this.#shared.bundle(this.session.node || this.#shared.node).release(this.session);
  }

  /** The page is left. */
  leave(): void {
    this.#socket?.leave();
    this.stop();
  }

  /** The session is over. */
  stop(): void {
    this.#backoff.stop();
    this.#cancelHttp?.();
    this.#socket?.drop();
  }

  #waitForSocket(): void {
    const { world, ways } = this.#shared;
    this.#cancelHttp?.();
    this.#cancelHttp = world.setTimer(() => {
      // Browsers open one WebSocket to a host after the other: as long as some get through, this one's turn comes.
      if (world.now() - ways.socketAt < headStart) this.#waitForSocket();
      else this.#goViaHttp();
    }, headStart);
  }

  #lose(socket: SocketCarrier, wait: Wait | undefined): void {
    const { session } = this;
    if (this.#socket === socket) this.#socket = undefined;
    if (session.isOver) return;
    if (socket.works) {
      if (session.carrier !== socket) return;
      session.carrier = undefined;
      session.wasCut = true;
      // There are hops that let the handshake through and cut what follows, at once; those that cut what is silent or old take longer.
      this.#shortLived = this.#backoff.isGood(500) ? 0 : this.#shortLived + 1;
      this.#shared.changed();
      this.#retry(wait);
    } else if (session.carrier !== undefined) {
      // It may have taken the session from the one that it was to be better than.
      this.#shared.bundle(session.node).race();
    } else if (!this.#isViaHttp && !this.#backoff.isOn) {
      if (wait === undefined) this.#goViaHttp();
      else this.#retry(wait);
    }
  }

  #goViaHttp(): void {
    const { session } = this;
    if (session.carrier !== undefined || this.#isViaHttp) return;
    this.#cancelHttp?.();
    this.#isViaHttp = true;
    if (session.isOpen) this.#shared.bundle(session.node).add(session);
    else void this.#openByPost();
  }

  async #openByPost(): Promise<void> {
    const { session } = this;
    const shared = this.#shared;
    const said = await askToOpen(shared.world, session, shared.node);
    if (session.isOver || session.carrier !== undefined) {
      // It may have been opened behind the page's word that it wants it no more.
      if (session.isOver && said?.node !== undefined) shared.bundle(said.node).release(session);
      return;
    }
    const wait = said?.wait === undefined ? said?.lost : turnIn(said.wait);
    // What is open was opened by the gateway, whatever has answered now.
    if (said === undefined || wait !== undefined || (said.off && session.isOpen)) {
      // Another one may open it.
      if (said?.lost !== undefined) shared.node = "";
      this.#isViaHttp = false;
      this.#retry(wait);
    } else if (said.node !== undefined) {
      shared.node = said.node;
      this.#backoff.opened();
      session.open(said.node, said.protocol!, said.heartbeat!, said.buffer!, said.grace!);
      const bundle = shared.bundle(said.node);
      if (!session.isOver) bundle.add(session);
      // The app has agreed on no subprotocol, and knows of no end as yet.
      else bundle.release(session);
    } else if (said.refused !== undefined) session.fail();
    else if (said.off) session.foreign();
    else session.gone();
  }

  #retry(wait: Wait | undefined): void {
    const { session } = this;
    // HTTP would not wait for it.
    this.#cancelHttp?.();
    if (this.#backoff.wait(session.isOpen ? session.lifetime : undefined, wait)) return;
    if (session.isOpen) session.gone();
    else {
      this.#shared.bundle(this.#shared.node).release(session);
      session.fail();
    }
  }
}
