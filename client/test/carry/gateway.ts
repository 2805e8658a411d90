import { BrowserPage, type OpenedSocket } from "./browserPage.ts";
import { serveRequest } from "./gatewayRequests.ts";
import { GatewaySession } from "./gatewaySession.ts";
import { serveSocket } from "./gatewaySocket.ts";
import { Random } from "./random.ts";

/** What the way between the page and the gateway does to what goes over it. */
export interface Way {
  /** A handshake is answered, refused, never answered, answered and then all of it swallowed, or cut right after. */
  ws: "ok" | "refused" | "silent" | "swallowed" | "cut";
  /** Answers that come bit by bit are held until their end. */
  holds: readonly ("stream" | "sse")[];
  /** Answers that come bit by bit are let go whenever that many bytes of them have gathered. */
  gathers: number;
  /** No request over HTTP comes through. */
  http: "ok" | "refused";
  /** Milliseconds that everything takes at most, one way. */
  delay: number;
  /** How many of the requests come twice. */
  doubles: number;
}

/** A gateway in memory, the way to it, and the page in front. */
export class Gateway {
  readonly page: BrowserPage;
  readonly sessions = new Map<string, GatewaySession>();
  readonly way: Way = { ws: "ok", holds: [], gathers: 0, http: "ok", delay: 10, doubles: 0 };
  /** What was asked for, by its verb; `native`: a WebSocket that is not carried; `beat`: the page's, over a WebSocket. */
  readonly requests: string[] = [];
  /** What cuts each connection. */
  readonly cuts = new Set<() => void>();
  readonly chance: Random;
  heartbeat = 25_000;
  grace = 60_000;
  buffer = 1 << 20;
  /** After how long a stream is renewed. */
  renewal = Infinity;
  /** What `open` says instead. */
  answer: object | undefined;
  protocol = "";
  /** It speaks as no gateway does. */
  strange = false;
  /** How many answers come bit by bit, and how many there have been at most. */
  streams = 0;
  mostStreams = 0;
  /** Told of what the app is told. */
  onTold = (_session: GatewaySession, _what: unknown): void => {};

  constructor(seed = 1) {
    this.chance = new Random(seed + 77);
    this.page = new BrowserPage(new Random(seed));
    this.page.onSocket = socket => { serveSocket(this, socket); };
    this.page.onRequest = request => { void serveRequest(this, request); };
  }

  /** The last one that was opened. */
  get session(): GatewaySession {
    const last = [...this.sessions.values()].at(-1);
    if (last === undefined) throw new Error("no session");
    return last;
  }

  /** The session of that id, which is opened by whatever comes first. */
  open(id: string): GatewaySession {
    const session = this.sessions.get(id) ?? new GatewaySession(() => this.buffer, (its, what) => { this.onTold(its, what); });
    this.sessions.set(id, session);
    return session;
  }

  /** The session of that id, if it is the page's. */
  find(id: string, secret: string): GatewaySession | undefined {
    const session = this.sessions.get(id);
    if (session === undefined || session.ended === "left") return undefined;
    session.secret ||= secret;
    return session.secret === secret ? session : undefined;
  }

  /** All connections end. */
  cut(): void {
    for (const cut of [...this.cuts]) cut();
  }

  /** A direction of a connection: what goes over it takes its time, and stays in order. */
  lane(): (what: () => void) => void {
    const { clock } = this.page;
    let last = 0;
    return what => {
      last = Math.max(last, clock.now + this.#delay());
      clock.setTimer(what, last - clock.now);
    };
  }

  /** What goes one way takes its time. */
  arrived(): Promise<void> { return new Promise(resolve => { this.page.clock.setTimer(resolve, this.#delay()); }); }

  /** Calls back every half heartbeat for as long as it says so. */
  pace(beat: () => boolean): void { this.page.clock.setTimer(() => { if (beat()) this.pace(beat); }, this.heartbeat / 2); }

  /** Whether nothing has happened since then for so many heartbeats. */
  isSilent(since: number, heartbeats: number): boolean { return this.page.now() - since >= heartbeats * this.heartbeat; }

  #delay(): number { return this.chance.next() * this.way.delay; }
}

/** A socket that is open over a WebSocket, and the gateway behind it. */
export async function openedSocket(): Promise<OpenedSocket & { readonly gateway: Gateway }> {
  const gateway = new Gateway();
  const opened = gateway.page.open();
  await gateway.page.pass(500);
  opened.told.length = 0;
  return { ...opened, gateway };
}
