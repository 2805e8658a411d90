import { base64url, joined } from "../../src/carry/bytes.ts";
import type { Bytes } from "../../src/carry/bytes.ts";
import { FrameReader, close, closePayload, frameOf, text } from "../../src/carry/frames.ts";
import { item as Item, numberOf } from "../../src/carry/items.ts";
import { Random } from "./random.ts";
import { FakeAnswer, FakePage } from "./world.ts";
import type { NativeSocket } from "./world.ts";

function itemBytes(...numbers: readonly number[]): Bytes {
  return Uint8Array.from(numbers.flatMap(numberOf));
}

/** What the way between the page and the gateway does to what goes over it. */
export interface Way {
  /** A handshake is answered, refused, never answered, answered and then all of it swallowed, or cut right after. */
  ws: "ok" | "refused" | "silent" | "swallowed" | "cut";
  /** Answers that come bit by bit are held until their end. */
  holds: readonly ("stream" | "sse")[];
  /** No request over HTTP comes through. */
  http: "ok" | "refused";
  /** Milliseconds that everything takes at most, one way. */
  delay: number;
  /** How many of the requests come twice. */
  doubles: number;
}

/** What holds a session at the gateway. */
interface Holder {
  push(): void;
  /** Sends the page away for so many milliseconds. */
  wait(milliseconds: number): void;
}

/** A session as the gateway has it, and the app behind it. */
export class FakeSession {
  readonly id: string;
  readonly gateway: FakeGateway;
  secret = "";
  down: Bytes = new Uint8Array(0);
  acked = 0;
  received = 0;
  holder: Holder | undefined;
  polled = false;
  ended: "end" | "left" | undefined;
  readonly told: unknown[] = [];
  readonly reader = new FrameReader();

  constructor(gateway: FakeGateway, id: string) {
    [this.gateway, this.id] = [gateway, id];
  }

  /** The app says something, in as many frames as there are parts. */
  say(...parts: readonly (string | Bytes)[]): void {
    const opcode = typeof parts[0] === "string" ? 1 : 2;
    this.write(joined(parts.map((part, index) => {
      const frame = frameOf(index === 0 ? opcode : 0, typeof part === "string" ? new TextEncoder().encode(part) : part);
      if (index < parts.length - 1) frame[0] = (frame[0] ?? 0) & 0x7f;
      return frame;
    })));
  }

  close(code: number, reason = ""): void {
    this.write(frameOf(close, closePayload(code, reason)));
  }

  end(): void {
    this.ended = "end";
    this.holder?.push();
  }

  write(bytes: Bytes): void {
    this.down = joined([this.down, bytes]);
    this.holder?.push();
  }

  take(position: number, bytes: Bytes): void {
    if (position > this.received) return;
    const fresh = bytes.subarray(this.received - position).slice();
    this.received += fresh.length;
    this.reader.take(fresh, (opcode, payload) => {
      const words = new TextDecoder().decode(opcode === close ? payload.subarray(2) : payload);
      const what = opcode === text ? words : opcode === close ? `close ${payload.length < 2 ? 1005 : new DataView(payload.buffer, payload.byteOffset).getUint16(0)} ${words}` : payload.slice();
      this.told.push(what);
      this.gateway.onTold(this, what);
    });
  }

  acknowledge(position: number): void {
    if (position > this.down.length) throw new RangeError("more was acknowledged than there was");
    this.acked = Math.max(this.acked, position);
    this.holder?.push();
  }

  get limit(): number {
    return Math.min(this.down.length, this.acked + this.gateway.buffer);
  }
}

/** A gateway in memory, and the way to it. */
export class FakeGateway {
  readonly page: FakePage;
  readonly sessions = new Map<string, FakeSession>();
  readonly way: Way = { ws: "ok", holds: [], http: "ok", delay: 10, doubles: 0 };
  readonly requests: string[] = [];
  readonly cuts = new Set<() => void>();
  readonly chance: Random;
  heartbeat = 25_000;
  buffer = 1 << 20;
  renewal = Infinity;
  /** What `open` says instead. */
  answer: object | undefined;
  status = 200;
  protocol = "";
  /** It speaks as no gateway does. */
  strange = false;
  streams = 0;
  mostStreams = 0;
  onTold = (_session: FakeSession, _what: unknown): void => {};

  constructor(seed = 1) {
    this.chance = new Random(seed + 77);
    this.page = new FakePage(seed, socket => { this.#connect(socket); }, (url, init) => this.#ask(url, init));
  }

  get session(): FakeSession {
    const last = [...this.sessions.values()].at(-1);
    if (!last) throw new Error("no session");
    return last;
  }

  cut(): void {
    for (const cut of [...this.cuts]) cut();
  }

  // In order, as on one connection.
  #lane(): (what: () => void) => void {
    let last = 0;
    return what => {
      last = Math.max(last, this.page.now() + this.chance.next() * this.way.delay);
      this.page.setTimer(what, last - this.page.now());
    };
  }

  #find(id: string): FakeSession {
    const session = this.sessions.get(id) ?? new FakeSession(this, id);
    this.sessions.set(id, session);
    return session;
  }

  #connect(socket: NativeSocket): void {
    const { ws } = this.way;
    const [, id = ""] = /wayleave=ws\.([^.]+)/.exec(socket.url) ?? [];
    this.requests.push(id ? "ws" : "native");
    if (ws === "silent" || !id) return;
    const [there, here] = [this.#lane(), this.#lane()];
    let isCut = false;
    let session: FakeSession | undefined;
    let holder: Holder | undefined;
    const cut = (): void => {
      isCut = true;
      this.cuts.delete(cut);
      if (session && session.holder === holder) session.holder = undefined;
      socket.ends();
    };
    socket.onClosed = () => { here(() => { cut(); }); };
    if (ws === "refused") {
      here(cut);
      return;
    }

    this.cuts.add(cut);
    let sent = 0;
    const say = (data: string | Bytes): void => { if (!isCut) here(() => { if (!isCut) socket.says(data); }); };
    holder = {
      wait: () => {},
      push: () => {
        for (; session && sent < session.limit;) {
          const bytes = session.down.slice(sent, Math.min(session.limit, sent + 1 + this.chance.below(20_000)));
          sent += bytes.length;
          say(bytes);
        }

        if (session?.ended === "end" && sent === session.down.length) say("end");
      },
    };
    holder.wait = milliseconds => {
      say(`wait ${milliseconds}`);
      here(cut);
    };
    let at = 0;
    socket.onSent = data => {
      if (isCut || this.way.ws === "swallowed") return;
      there(() => {
        if (isCut) return;
        if (typeof data !== "string") {
          at += data.length;
          session?.take(at - data.length, data);
          if (session) say(`ack ${session.received}`);
          return;
        }

        const [word, first = "", second = "0"] = data.split(" ");
        if (word === "hello") {
          session = this.#find(id);
          session.secret ||= first;
          if (session.ended === "left" || session.secret !== first) {
            say("gone");
            return;
          }

          [at, sent] = [session.received, Number(second)];
          say(`hello n1 ${at} ${this.heartbeat} ${this.buffer}`);
          session.holder = holder;
          session.acknowledge(sent);
        } else if (word === "ack") {
          session?.acknowledge(Number(first));
        } else if (word === "at") {
          at = Number(first);
        } else if (word === "leave" && session) {
          session.ended = "left";
        } else if (word === "beat") {
          this.requests.push("beat");
        }
      });
    };
    here(() => {
      socket.opens(this.protocol);
      if (this.strange) socket.says("welcome");
      if (ws === "cut") cut();
    });
  }

  async #ask(url: URL, init: RequestInit): Promise<FakeAnswer> {
    const [, verb = "", id = ""] = /wayleave=([a-z]+)\.?([^.]*)/.exec(url.search) ?? [];
    this.requests.push(verb);
    await this.#delay();
    if (this.way.http === "refused") throw new TypeError("failed to fetch");
    if (verb === "open") {
      const answer = new FakeAnswer(this.status, "application/json");
      const { secret } = JSON.parse(String(init.body)) as { secret: string };
      if (!this.answer) this.#find(id).secret ||= secret;
      answer.writes(new TextEncoder().encode(JSON.stringify(this.answer ?? { node: "n1", protocol: this.protocol, heartbeat: this.heartbeat, buffer: this.buffer })));
      answer.ends();
      await this.#delay();
      return answer;
    }

    const body = init.body as Bytes;
    if (body.length > 256 * 1024) throw new Error("too large a body");
    const answer = new FakeAnswer(200, verb === "sse" ? "text/event-stream" : "application/octet-stream");
    let isCut = false;
    const cut = (): void => {
      isCut = true;
      this.cuts.delete(cut);
      answer.ends(new TypeError("network error"));
    };
    this.cuts.add(cut);
    const listed = this.#take(body);
    if (this.chance.next() < this.way.doubles) this.#take(body);
    if (verb === "up") {
      await this.#delay();
      this.cuts.delete(cut);
      if (isCut) throw new TypeError("failed to fetch");
      for (const [index, session] of listed.entries()) answer.writes(session.ended === "left" ? itemBytes(Item.gone, index) : itemBytes(Item.ack, index, session.received));
      answer.ends();
      return answer;
    }

    init.signal?.addEventListener("abort", () => { this.cuts.delete(cut); });
    this.#bring(verb, listed, answer, () => isCut, () => { this.cuts.delete(cut); });
    await this.#delay();
    if (isCut) throw new TypeError("failed to fetch");
    return answer;
  }

  #delay(): Promise<void> {
    return new Promise(resolve => { this.page.setTimer(resolve, this.chance.next() * this.way.delay); });
  }

  readonly #received = new WeakMap<readonly FakeSession[], readonly number[]>();

  // What a request says, and whom it lists.
  #take(body: Bytes): readonly FakeSession[] {
    let at = 0;
    const number = (): number => {
      let [value, scale] = [0, 1];
      for (;;) {
        const byte = body[at++] ?? 0;
        value += (byte & 127) * scale;
        scale *= 128;
        if (byte < 128) return value;
      }
    };
    const bytes = (length: number): Bytes => body.slice(at, at += length);
    const received: number[] = [];
    const listed = Array.from({ length: number() }, () => {
      const session = this.#find(base64url(bytes(16)));
      const secret = base64url(bytes(16));
      session.secret ||= secret;
      if (session.secret !== secret) throw new Error("another secret");
      received.push(number());
      session.acknowledge(received.at(-1) ?? 0);
      return session;
    });
    this.#received.set(listed, received);
    while (at < body.length) {
      const kind = number();
      const session = listed[number()];
      if (kind === Item.piece) {
        const position = number();
        session?.take(position, bytes(number()));
      } else if (kind === Item.leave && session) {
        session.ended = "left";
      }
    }

    return listed;
  }

  #bring(verb: string, listed: readonly FakeSession[], answer: FakeAnswer, isCut: () => boolean, done: () => void): void {
    const lane = this.#lane();
    const sent = [...this.#received.get(listed) ?? []];
    const isHeld = this.way.holds.some(each => each === verb);
    const held: Bytes[] = [];
    let isOver = false;
    const isPoll = verb === "poll";
    this.streams++;
    this.mostStreams = Math.max(this.mostStreams, this.streams);
    const write = (bytes: Bytes): void => {
      const whole = verb === "sse" ? new TextEncoder().encode(`data: ${btoa(String.fromCharCode(...bytes))}\n\n`) : bytes;
      if (isHeld) held.push(whole);
      else lane(() => { if (!isCut()) answer.writes(whole); });
    };
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      this.streams--;
      write(itemBytes(Item.over));
      lane(() => {
        for (const bytes of held) answer.writes(bytes);
        if (!isCut()) answer.ends();
        done();
      });
    };
    const holder: Holder = {
      wait: milliseconds => {
        write(itemBytes(Item.wait, milliseconds));
        over();
      },
      push: () => {
        if (isOver) return;
        if (isCut()) {
          isOver = true;
          this.streams--;
          for (const session of listed) if (session.holder === holder) session.holder = undefined;
          return;
        }

        let some = false;
        for (const [index, session] of listed.entries()) {
          if (session.holder !== holder) continue;
          for (let position = sent[index] ?? 0; position < session.limit; position = sent[index] ?? 0) {
            const bytes = session.down.slice(position, Math.min(session.limit, position + 1 + this.chance.below(20_000)));
            write(joined([itemBytes(Item.piece, index, position, bytes.length), bytes]));
            sent[index] = position + bytes.length;
            some = true;
          }

          if (session.ended) {
            write(itemBytes(session.ended === "end" ? Item.end : Item.gone, index));
            some = true;
          }
        }

        if (listed.every(session => session.holder !== holder) || (isPoll && some)) over();
      },
    };
    if (!isPoll) {
      write(joined([itemBytes(Item.hello), itemBytes(Item.pad, 2048), new Uint8Array(2048)]));
      write(itemBytes(Item.beat));
    }

    // The first poll of a session is answered at once: so the page sees that it comes through.
    const isFirst = isPoll && listed.some(session => !session.polled);
    for (const session of listed) session.polled ||= isPoll;
    if (isFirst) write(itemBytes(Item.hello));
    const before = listed.map(session => session.holder);
    for (const session of listed) session.holder = holder;
    for (const each of before) each?.push();
    holder.push();
    if (isFirst) over();
    else if (this.renewal < Infinity || isPoll) this.page.setTimer(over, isPoll ? this.heartbeat / 2 : this.renewal);
  }
}
