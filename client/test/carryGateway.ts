import { joined, type Bytes } from "../src/carry/bytes.ts";
import { FrameReader, close, closePayload, frameOf, text } from "../src/carry/frames.ts";
import { ItemReader, item } from "../src/carry/items.ts";
import type { Chance } from "./chance.ts";
import { ack, beat, hello, listed, over, padding, piece } from "./carryItems.ts";
import type { CarryWorld, FarRequest, FarSocket } from "./carryWorld.ts";

export const heartbeat = 5_000;
const buffer = 100_000;
const renewal = 20_000;
const utf8 = new TextEncoder();

/** What the network does to whoever comes now. */
export interface Weather {
  /** Handshakes are: answered, answered when HTTP has begun already, refused, or never answered. */
  sockets: "open" | "late" | "refused" | "silent";
  /** Answers of these kinds come only when they are whole. */
  held: readonly string[];
  /** How often a request is lost, its answer is lost, or it comes twice. */
  lost: number;
  doubled: number;
}

export const fair: Weather = { sockets: "open", held: [], lost: 0, doubled: 0 };

/** What carries sessions to the page, from the gateway's side. */
interface GatewayCarrier {
  wake(): void;
}

/** The gateway's side of a carried socket, and its app. */
class GatewaySession {
  readonly #reader = new FrameReader();
  /** What the app has got. */
  readonly got: string[] = [];
  closeCode: number | undefined;
  up = 0;
  down: Bytes = new Uint8Array();
  acknowledged = 0;
  sent = 0;
  carrier: GatewayCarrier | undefined;

  /** The app sends a message. */
  say(words: string): void { this.#add(frameOf(text, utf8.encode(words))); }

  /** The page brings a piece of its stream. */
  bring(position: number, bytes: Bytes): void {
    const old = this.up - position;
    if (old < 0 || old >= bytes.length) return;
    this.up = position + bytes.length;
    this.#reader.take(bytes.slice(old), (opcode, payload) => {
      if (opcode !== close) {
        this.got.push(new TextDecoder().decode(payload));
        return;
      }
      this.closeCode = new DataView(payload.buffer, payload.byteOffset).getUint16(0);
      this.#add(frameOf(close, closePayload(this.closeCode, "")));
    });
  }

  acknowledge(received: number): void {
    if (received > this.down.length) throw new Error(`the page has ${received} of ${this.down.length} bytes`);
    this.acknowledged = Math.max(this.acknowledged, received);
    this.carrier?.wake();
  }

  attach(carrier: GatewayCarrier, received: number): void {
    const before = this.carrier;
    this.carrier = carrier;
    this.sent = Math.max(received, this.acknowledged);
    this.acknowledge(received);
    if (before !== carrier) before?.wake();
  }

  /** What is to be sent next. */
  take(carrier: GatewayCarrier, most: number): { readonly position: number; readonly bytes: Bytes } {
    const position = this.sent = Math.max(this.sent, this.acknowledged);
    if (this.carrier !== carrier) return { position, bytes: new Uint8Array() };
    const bytes = this.down.subarray(position, Math.min(position + most, this.acknowledged + buffer));
    this.sent += bytes.length;
    return { position, bytes };
  }

  #add(frame: Bytes): void {
    this.down = joined([this.down, frame]);
    this.carrier?.wake();
  }
}

/** One way of a connection: what goes in comes out later, in order, as long as it lives. */
class Lane {
  readonly #world: CarryWorld;
  readonly #chance: Chance;
  #last = 0;
  isCut = false;

  constructor(world: CarryWorld, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  push(deliver: () => void): void {
    this.#last = Math.max(this.#last, this.#world.now() + 1 + this.#chance.below(40));
    this.#world.setTimer(() => { if (!this.isCut) deliver(); }, this.#last - this.#world.now());
  }
}

/** A connection under way, which may be cut. */
export interface Connection {
  /** Ends it; what is on the way is lost. Where it is silent nobody is told. */
  cut(isSilent: boolean): void;
}

/** A gateway in memory, and the network before it. */
export class FakeGateway {
  readonly sessions = new Map<string, GatewaySession>();
  readonly connections = new Set<Connection>();
  weather: Weather = { ...fair };
  /** How often each way has carried something. */
  readonly carried = new Map<string, number>();
  readonly #world: CarryWorld;
  readonly #chance: Chance;

  constructor(world: CarryWorld, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    world.onSocket = socket => { this.#dial(socket); };
    world.onRequest = request => { this.#ask(request); };
  }

  #session(name: string): GatewaySession {
    let session = this.sessions.get(name);
    if (session === undefined) this.sessions.set(name, session = new GatewaySession());
    return session;
  }

  #count(verb: string): void { this.carried.set(verb, (this.carried.get(verb) ?? 0) + 1); }

  #dial(socket: FarSocket): void {
    const { sockets } = this.weather;
    if (sockets === "open") this.#accept(socket);
    else if (sockets === "late") this.#world.setTimer(() => { this.#accept(socket); }, 1_200 + this.#chance.below(2_000));
    else if (sockets === "refused") this.#world.setTimer(() => { socket.ends(); }, this.#chance.below(50));
  }

  #accept(socket: FarSocket): void {
    if (socket.readyState > 0) return;
    const [toPage, toGateway] = [new Lane(this.#world, this.#chance), new Lane(this.#world, this.#chance)];
    const name = socket.verb.split(".")[1]!;
    const isNew = !this.sessions.has(name);
    const session = this.#session(name);
    let isAttached = false, position = 0, acknowledged = 0, streamed = 0;
    const say = (data: string | Bytes): void => { toPage.push(() => { socket.says(data); }); };
    const carrier: GatewayCarrier = {
      wake: () => {
        if (toPage.isCut) return;
        if (session.carrier !== carrier) {
          if (isAttached) toPage.push(() => { socket.ends(); });
          isAttached = false;
          return;
        }
        for (let next = session.take(carrier, 3_000); next.bytes.length > 0; next = session.take(carrier, 3_000)) {
          this.#count("websocket");
          if (next.position !== streamed) say(`at ${next.position}`);
          streamed = next.position + next.bytes.length;
          say(next.bytes);
        }
      },
    };
    const begin = (received: number): void => {
      position = acknowledged = session.up;
      say(`hello a ${position} ${heartbeat} ${buffer}`);
      isAttached = true;
      streamed = received;
      session.attach(carrier, received);
      carrier.wake();
    };
    const connection: Connection = {
      cut: isSilent => {
        toPage.isCut = toGateway.isCut = true;
        this.connections.delete(connection);
        stop();
        if (session.carrier === carrier) session.carrier = undefined;
        if (!isSilent) socket.ends();
      },
    };
    const stop = this.#every(heartbeat / 2, () => {
      if (session.up > acknowledged) say(`ack ${acknowledged = session.up}`);
      else say("beat");
    });
    this.connections.add(connection);
    socket.onSent = data => {
      const copy = typeof data === "string" ? data : data.slice();
      toGateway.push(() => {
        if (typeof copy !== "string") {
          session.bring(position, copy);
          position += copy.length;
          if (session.up - acknowledged >= 25_000) say(`ack ${acknowledged = session.up}`);
          return;
        }
        const [word, ...rest] = copy.split(" ");
        if (word === "hello" && !isAttached) begin(Number(rest[1]));
        else if (word === "at") position = Number(rest[0]);
        else if (word === "ack") session.acknowledge(Number(rest[0]));
      });
    };
    socket.onClosed = () => {
      toGateway.push(() => { connection.cut(true); });
      this.#world.setTimer(() => { socket.ends(); }, 50);
    };
    toPage.push(() => { socket.open(); });
    if (isNew) begin(0);
  }

  #ask(request: FarRequest): void {
    const { weather } = this;
    const lane = new Lane(this.#world, this.#chance);
    if (this.#chance.happens(weather.lost)) {
      lane.push(() => { request.cut(); });
      return;
    }
    const isHeld = weather.held.includes(request.verb);
    const answer = this.#chance.happens(weather.lost) ? undefined : request;
    lane.push(() => { this.#serve(request, answer, isHeld); });
    // Somebody on the way sends it once more, and takes the answer for himself.
    if (this.#chance.happens(weather.doubled)) this.#world.setTimer(() => { this.#serve(request, undefined, false); }, this.#chance.below(3_000));
  }

  #serve(request: FarRequest, answer: FarRequest | undefined, isHeld: boolean): void {
    if (request.verb === "open") {
      this.#session(request.names[0]!);
      const lane = new Lane(this.#world, this.#chance);
      lane.push(() => { if (answer === undefined) request.cut(); else answer.answers(JSON.stringify({ node: "a", protocol: "", heartbeat, buffer })); });
      return;
    }
    const { sessions: listing, rest } = listed(request.body);
    const sessions = listing.map(({ name }) => this.#session(name));
    new ItemReader().take(rest, (kind, numbers, part) => {
      if (kind === item.piece) sessions[numbers[0]!]!.bring(numbers[1]!, part);
    });
    const acks = (): Bytes => joined([hello, ...sessions.map((session, index) => ack(index, session.up))]);
    const response = new Answer(request, answer, isHeld, new Lane(this.#world, this.#chance));
    if (request.verb === "up") {
      sessions.forEach((session, index) => { session.acknowledge(listing[index]!.received); });
      response.writes(acks());
      response.ends();
      return;
    }
    this.#carry(request.verb, sessions, listing.map(({ received }) => received), acks, response);
  }

  #carry(verb: string, sessions: readonly GatewaySession[], received: readonly number[], acks: () => Bytes, response: Answer): void {
    const isPoll = verb === "poll";
    const began = this.#world.now();
    let isOver = false, isGreeted = false;
    const carrier: GatewayCarrier = {
      wake: () => {
        if (isOver || !isGreeted) return;
        sessions.forEach((session, index) => {
          for (let next = session.take(carrier, 3_000); next.bytes.length > 0; next = session.take(carrier, 3_000)) {
            this.#count(verb);
            response.writes(piece(index, next.position, next.bytes));
            if (isPoll) isDue = true;
          }
        });
        if (isDue || !sessions.some(session => session.carrier === carrier) || (!isPoll && this.#world.now() - began > renewal)) finish();
      },
    };
    const leave = (): void => {
      isOver = true;
      stop();
      this.connections.delete(connection);
      for (const session of sessions) if (session.carrier === carrier) session.carrier = undefined;
    };
    const finish = (): void => {
      leave();
      response.writes(over);
      response.ends();
    };
    const connection: Connection = {
      cut: isSilent => {
        leave();
        response.cut(isSilent);
      },
    };
    const stop = this.#every(heartbeat / 2, () => {
      if (isPoll) isDue = true;
      else response.writes(beat);
      carrier.wake();
    });
    response.onAborted = () => { if (!isOver) leave(); };
    this.connections.add(connection);
    // The first poll of a session is answered at once.
    let isDue = isPoll && sessions.some(session => session.carrier === undefined);
    sessions.forEach((session, index) => { session.attach(carrier, received[index]!); });
    response.writes(acks());
    if (!isPoll) {
      response.writes(padding);
      response.writes(beat);
    }
    isGreeted = true;
    carrier.wake();
  }

  #every(milliseconds: number, callback: () => void): () => void {
    let cancel = (): void => {};
    const again = (): void => {
      cancel = this.#world.setTimer(() => {
        again();
        callback();
      }, milliseconds);
    };
    again();
    return () => { cancel(); };
  }
}

/** An answer on its way to the page, or to nobody. */
class Answer {
  readonly #request: FarRequest;
  readonly #to: FarRequest | undefined;
  readonly #isHeld: boolean;
  readonly #lane: Lane;
  readonly #waiting: Bytes[] = [];

  constructor(request: FarRequest, to: FarRequest | undefined, isHeld: boolean, lane: Lane) {
    this.#request = request;
    this.#to = to;
    this.#isHeld = isHeld;
    this.#lane = lane;
    to?.begins();
    // An answer that gets lost ends at the page by and by.
    if (to === undefined) lane.push(() => {});
  }

  set onAborted(aborted: () => void) {
    if (this.#to === undefined) {
      this.#lane.push(() => {
        this.#request.cut();
        aborted();
      });
    } else this.#to.onAborted = () => { this.#lane.push(aborted); };
  }

  writes(bytes: Bytes): void {
    if (this.#isHeld) this.#waiting.push(bytes);
    else this.#send(bytes);
  }

  ends(): void {
    for (const bytes of this.#waiting.splice(0)) this.#send(bytes);
    this.#lane.push(() => { if (this.#to === undefined) this.#request.cut(); else this.#to.ends(); });
  }

  cut(isSilent: boolean): void {
    this.#lane.isCut = true;
    if (!isSilent) this.#request.cut();
  }

  #send(bytes: Bytes): void {
    const { verb } = this.#request;
    const coded = verb === "sse" ? utf8.encode(`data:${btoa(String.fromCharCode(...bytes))}\n\n`) : bytes;
    this.#lane.push(() => { this.#to?.writes(coded); });
  }
}
