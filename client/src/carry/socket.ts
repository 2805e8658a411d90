import type { Hub } from "./hub.ts";
import { binary, text } from "./frames.ts";
import type { Bytes } from "./bytes.ts";
import type { Listener, Session } from "./session.ts";
import type { World } from "./world.ts";

const connecting = 0, open = 1, closing = 2, closed = 3;
// RFC 6455 §7.1.1: a client may give up on a close that is not answered.
const closeLimit = 10_000;
// RFC 9110 §5.6.2.
const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

const events = ["open", "message", "error", "close"] as const;
const members = ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType", "send", "close", ...events.map(name => `on${name}`)];
type Method = (this: object, ...given: unknown[]) => unknown;
type Handler = ((event: Event) => void) | null;

/** What is kept of one socket, out of reach of the page. */
class State implements Listener {
  readonly url: string;
  readyState = connecting;
  protocol = "";
  binaryType: BinaryType = "blob";
  /** Payload given to `send` when nothing could be sent any more. */
  late = 0;
  /** Payload behind a blob that is still being read. */
  reading = 0;
  session: Session | undefined;
  /** The browser's own socket, where nothing here carries the path. */
  native: WebSocket | undefined;
  readonly handlers = new Map<string, { handler: Handler }>();
  readonly #target: EventTarget;
  readonly #world: World;
  readonly #protocols: readonly string[];
  readonly #waiting: (() => void)[] = [];
  #isDraining = false;
  #reads: Promise<void> | undefined;
  #cancelClose: (() => void) | undefined;

  constructor(url: string, protocols: readonly string[], target: EventTarget, world: World) {
    this.url = url;
    this.#protocols = protocols;
    this.#target = target;
    this.#world = world;
  }

  get bufferedAmount(): number {
    if (this.native !== undefined) return this.native.bufferedAmount;
    this.session?.carrier?.tell();
    return (this.session?.out.waiting ?? 0) + this.reading + this.late;
  }

  opened(protocol: string): void {
    this.#later(() => {
      if (this.readyState !== connecting) return;
      this.readyState = open;
      this.protocol = protocol;
      this.#target.dispatchEvent(new Event("open"));
    });
  }

  message(opcode: number, payload: Bytes): void {
    let data: unknown;
    try {
      data = opcode === text ? new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload) : payload;
    } catch {
      this.session?.fail();
      return;
    }
    this.#later(() => {
      // What comes behind our own close is dropped, as browsers do.
      if (this.readyState !== open) return;
      const given = typeof data === "string" ? data : this.binaryType === "blob" ? new Blob([payload]) : payload.slice().buffer;
      this.#target.dispatchEvent(new MessageEvent("message", { data: given, origin: new URL(this.url).origin }));
    });
  }

  closed(code: number, reason: string, wasClean: boolean, failed: boolean): void {
    this.#cancelClose?.();
    this.#later(() => {
      if (this.readyState === closed) return;
      this.late += this.session?.out.waiting ?? 0;
      this.session = undefined;
      this.readyState = closed;
      if (failed) this.#target.dispatchEvent(new Event("error"));
      this.#target.dispatchEvent(new CloseEvent("close", { code, reason, wasClean }));
    });
  }

  foreign(): void {
    const native = this.native = new this.#world.WebSocket(this.url, [...this.#protocols]);
    this.session = undefined;
    native.binaryType = this.binaryType;
    native.onopen = () => {
      this.readyState = open;
      this.protocol = native.protocol;
      this.#target.dispatchEvent(new Event("open"));
    };
    native.onmessage = event => { this.#target.dispatchEvent(new MessageEvent("message", { data: event.data as unknown, origin: event.origin })); };
    native.onerror = () => {
      this.readyState = native.readyState;
      this.#target.dispatchEvent(new Event("error"));
    };
    native.onclose = ({ code, reason, wasClean }) => {
      this.readyState = closed;
      this.#target.dispatchEvent(new CloseEvent("close", { code, reason, wasClean }));
    };
  }

  send(data: unknown): void {
    if (this.readyState === connecting) throw new DOMException("Still in CONNECTING state.", "InvalidStateError");
    if (this.native !== undefined) {
      this.native.send(data as string);
      return;
    }
    const blob = isA(data, "Blob", "File") ? data as Blob : undefined;
    const [opcode, bytes] = blob === undefined ? payloadOf(data) : [binary, undefined];
    const size = blob?.size ?? bytes!.length;
    if (this.readyState !== open) {
      this.late += size;
      return;
    }
    // What follows a blob waits until it is read.
    if (blob === undefined && this.#reads === undefined) {
      this.session?.send(opcode, bytes!);
      return;
    }
    this.reading += size;
    const before = this.#reads ?? Promise.resolve();
    const reads = this.#reads = before.then(async () => {
      let payload = bytes;
      try {
        payload ??= new Uint8Array(await blob!.arrayBuffer());
      } catch {
        // A file that is gone: what follows it cannot go without it.
        this.session?.fail();
      }
      this.reading -= size;
      if (payload === undefined) return;
      this.session?.send(opcode, payload);
      if (this.#reads === reads) this.#reads = undefined;
    });
  }

  close(hub: Hub, code: number | undefined, reason: string): void {
    if (this.readyState >= closing) return;
    if (this.native !== undefined) {
      this.readyState = closing;
      this.native.close(code, reason);
      return;
    }
    const { session } = this;
    if (this.readyState === connecting) {
      this.readyState = closing;
      if (session !== undefined) hub.abandon(session);
      this.closed(1006, "", false, true);
      return;
    }
    this.readyState = closing;
    this.#cancelClose = this.#world.setTimer(() => {
      if (session !== undefined) hub.abandon(session);
      this.closed(1006, "", false, false);
    }, closeLimit);
    const say = (): void => { this.session?.close(code, reason); };
    if (this.#reads === undefined) say();
    else void this.#reads.then(say);
  }

  // Each event in a task of its own, as browsers do: promises that one settles are heard before the next.
  #later(task: () => void): void {
    this.#waiting.push(task);
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#world.soon(() => { this.#drain(); });
  }

  #drain(): void {
    const task = this.#waiting.shift();
    if (task === undefined) {
      this.#isDraining = false;
      return;
    }
    // Whatever a listener throws stops nothing here; the browser reports it.
    this.#world.soon(() => { this.#drain(); });
    task();
  }
}

// What another frame of the page has made is no instance of the classes here.
function isA(data: unknown, ...names: readonly string[]): boolean {
  return names.includes(Object.prototype.toString.call(data).slice(8, -1));
}

/** The payload of what is sent; a page's memory may change afterwards, so it is copied. */
function payloadOf(data: unknown): [number, Bytes] {
  if (isA(data, "ArrayBuffer")) return [binary, new Uint8Array((data as ArrayBuffer).slice(0))];
  if (ArrayBuffer.isView(data)) return [binary, new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength).slice()];
  // Lone surrogates become U+FFFD there.
  return [text, new TextEncoder().encode(String(data))];
}

function syntaxError(words: string): DOMException {
  return new DOMException(`Failed to construct 'WebSocket': ${words}`, "SyntaxError");
}

/** The address that a socket of that name has. */
function addressOf(url: string, base: string): URL {
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw syntaxError(`The URL '${url}' is invalid.`);
  }
  if (address.protocol === "http:") address.protocol = "ws:";
  if (address.protocol === "https:") address.protocol = "wss:";
  if (address.protocol !== "ws:" && address.protocol !== "wss:")
    throw syntaxError(`The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${address.protocol.slice(0, -1)}' is not allowed.`);
  if (address.hash !== "" || address.href.endsWith("#"))
    throw syntaxError(`The URL contains a fragment identifier ('${address.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`);
  return address;
}

function protocolsOf(given: unknown): string[] {
  const protocols = given === undefined ? [] : typeof given === "object" && given !== null && Symbol.iterator in given ? Array.from(given as Iterable<unknown>, String) : [String(given)];
  const wrong = protocols.find(protocol => !token.test(protocol));
  if (wrong !== undefined) throw syntaxError(`The subprotocol '${wrong}' is invalid.`);
  if (new Set(protocols.map(protocol => protocol.toLowerCase())).size < protocols.length) throw syntaxError("The subprotocols are not all different.");
  return protocols;
}

/** The place of a page: where its script was loaded from. */
export interface Place {
  readonly base: () => string;
  readonly host: string;
  readonly isSecure: boolean;
}

/** The class that stands for WebSocket in a page; sockets to other places are the browser's own. */
export function socketClass(world: World, hub: Hub, place: Place): typeof WebSocket {
  const Native = world.WebSocket;
  const states = new WeakMap<object, State>();
  const stateOf = (socket: object): State => {
    const state = states.get(socket);
    if (state === undefined) throw new TypeError("Illegal invocation");
    return state;
  };

  const either = (ours: Method, theirs: Method): Method => Object.defineProperties(function (this: object, ...given: unknown[]) {
    return (states.has(this) ? ours : theirs).apply(this, given);
  }, { name: { value: ours.name }, length: { value: ours.length } });

  const Carried = class extends EventTarget {
    // By the defaults the class, and `close`, have the lengths of the standard's.
    constructor(url: string, protocols: string | string[] | undefined = undefined) {
      if (arguments.length === 0) throw new TypeError("Failed to construct 'WebSocket': 1 argument required, but only 0 present.");
      const address = addressOf(String(url), place.base());
      const wanted = protocolsOf(protocols);
      if (address.host !== place.host || (address.protocol === "wss:") !== place.isSecure)
        return Reflect.construct(Native, [address.href, wanted], new.target as unknown === Carried ? Native : new.target) as never;
      super();
      const state = new State(address.href, wanted, this, world);
      states.set(this, state);
      state.session = hub.open(address.href, wanted, state);
    }

    get url(): string { return stateOf(this).url; }
    get readyState(): number { return stateOf(this).readyState; }
    get bufferedAmount(): number { return stateOf(this).bufferedAmount; }
    get extensions(): string { return stateOf(this).native?.extensions ?? ""; }
    get protocol(): string { return stateOf(this).protocol; }
    get binaryType(): BinaryType { return stateOf(this).binaryType; }
    set binaryType(type: BinaryType) {
      const state = stateOf(this);
      if (String(type) !== "blob" && String(type) !== "arraybuffer") return;
      state.binaryType = String(type) as BinaryType;
      if (state.native !== undefined) state.native.binaryType = state.binaryType;
    }

    send(data: unknown): void {
      const state = stateOf(this);
      if (arguments.length === 0) throw new TypeError("Failed to execute 'send' on 'WebSocket': 1 argument required, but only 0 present.");
      state.send(data);
    }

    close(code: number | undefined = undefined, reason: string | undefined = undefined): void {
      const state = stateOf(this);
      const given = code === undefined ? undefined : clamped(code);
      const words = reason === undefined ? "" : String(reason);
      if (given !== undefined && given !== 1000 && (given < 3000 || given > 4999))
        throw new DOMException(`The close code must be either 1000, or between 3000 and 4999. ${given} is neither.`, "InvalidAccessError");
      if (new TextEncoder().encode(words).length > 123) throw new DOMException("The close reason must not be greater than 123 UTF-8 bytes.", "SyntaxError");
      // A reason without a code is given the code of a close that has one (WHATWG WebSockets, "close a WebSocket").
      state.close(hub, given ?? (words === "" ? undefined : 1000), words);
    }
  };

  shape(Carried, stateOf);
  // One of a class that extends this one may be the browser's own.
  for (const name of members) {
    const [ours, theirs] = [Carried, Native].map(type => Object.getOwnPropertyDescriptor(type.prototype, name) ?? {});
    const both = (["get", "set", "value"] as const).flatMap(kind => typeof ours?.[kind] === "function" && typeof theirs?.[kind] === "function" ? [[kind, either(ours[kind] as Method, theirs[kind] as Method)]] : []);
    Object.defineProperty(Carried.prototype, name, Object.fromEntries(both) as PropertyDescriptor);
  }
  Object.defineProperty(Carried.prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  Object.defineProperty(Carried, "name", { value: "WebSocket" });
  Object.defineProperty(Carried, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      // Of a class that extends this one only what that class has made is an instance.
      return (this === Carried && value instanceof Native) || (Function.prototype[Symbol.hasInstance] as (value: unknown) => boolean).call(this, value);
    },
  });
  return Carried as unknown as typeof WebSocket;
}

// WebIDL "unsigned short" with [Clamp].
function clamped(value: unknown): number {
  const number = Number(value);
  if (Number.isNaN(number)) return 0;
  const least = Math.min(65_535, Math.max(0, number)), floor = Math.floor(least);
  // Halves go to the even one.
  return least - floor > 0.5 || (least - floor === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** Gives a class what WebIDL gives an interface: enumerable members, constants, event handlers. */
function shape(type: { prototype: object }, stateOf: (socket: object) => State): void {
  const { prototype } = type;
  for (const [name, value] of [["CONNECTING", connecting], ["OPEN", open], ["CLOSING", closing], ["CLOSED", closed]] as const)
    for (const target of [type, prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  for (const name of members.slice(0, 8))
    Object.defineProperty(prototype, name, { enumerable: true });
  for (const name of events)
    Object.defineProperty(prototype, `on${name}`, {
      enumerable: true,
      configurable: true,
      get(this: EventTarget): Handler { return stateOf(this).handlers.get(name)?.handler ?? null; },
      set(this: EventTarget, handler: unknown) {
        const { handlers } = stateOf(this);
        const value = typeof handler === "function" || (typeof handler === "object" && handler !== null) ? handler as Handler : null;
        const known = handlers.get(name);
        if (known !== undefined) {
          known.handler = value;
          return;
        }
        if (value === null) return;
        const entry = { handler: value as Handler };
        handlers.set(name, entry);
        // Its place among the listeners is that of the first handler (HTML, "event handlers").
        this.addEventListener(name, event => { if (typeof entry.handler === "function") entry.handler.call(this, event); });
      },
    });
}
