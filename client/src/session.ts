import { addressOf } from "./address.ts";
import type { Environment } from "./environment.ts";
import type { Line, Tell } from "./lines/line.ts";
import { openPoll } from "./lines/poll.ts";
import { openSocket } from "./lines/socket.ts";
import { openStream } from "./lines/stream.ts";
import type { Message, Options } from "./options.ts";
import type { Transport } from "./protocol/choice.ts";
import { broken, lost } from "./protocol/codes.ts";
import type { Closing } from "./protocol/codes.ts";
import type { Happening } from "./protocol/happening.ts";
import { Machine } from "./protocol/machine.ts";
import type { Call, Order } from "./protocol/order.ts";
import { Places } from "./protocol/places.ts";
import { Waiting } from "./waiting.ts";

const allTransports: readonly Transport[] = ["ws", "sse", "poll"];

/** Carries out what the {@link Machine} decides: opens lines, sets timers, calls back. */
export class Session<T> {
  readonly #options: Options<T>;
  readonly #world: Environment;
  readonly #channels: readonly string[];
  readonly #places: Places;
  readonly #machine: Machine;
  readonly #loops = new Set<Waiting<Message<T>>>();
  readonly #unrouse: () => void;
  // What happens now, and what its callbacks make happen: one thing after the other.
  readonly #happenings: Happening[] = [];
  #cancelTimer = (): void => {};
  // What an earlier attempt asked for comes too late: each has its number.
  #attempt = 0;
  #url = "";
  #ticket: string | undefined;
  #line: Line | undefined;
  #storageKey: string | undefined;
  #saved = "";
  #isOver = false;

  /** @throws TypeError, RangeError: an option makes no sense. */
  constructor(options: Options<T>, world: Environment) {
    const { channels = [], transports = channels.length > 0 ? allTransports : ["ws"], reconnectInterval = 1000, heartbeatInterval = 30_000, maxRetries = Infinity } = options;
    const [first] = transports;
    if (first === undefined || transports.some(each => !allTransports.includes(each))) throw new RangeError(`transports: some of ${String(allTransports)}`);
    for (const [name, value] of Object.entries({ reconnectInterval, heartbeatInterval, maxRetries }))
      if (!(value >= 0)) throw new RangeError(`${name}: a number from 0 up`);
    if (options.url === undefined && channels.length === 0) throw new TypeError("url or channels must be given");

    [this.#world, this.#channels] = [world, channels];
    this.#options = { ...options, onGap: options.onGap ?? ((channel, reason) => { world.warn(`events of ${channel} are missing (${reason}): load its state anew in onGap`); }) };
    this.#places = new Places(channels, options.since);
    this.#machine = new Machine({ transports, channels, reconnectInterval, heartbeatInterval, maxRetries, chance: world.chance }, this.#places);
    // What is wrong with it is said here and now.
    if (typeof options.url === "string") {
      this.#url = options.url;
      this.#address(first);
    }

    this.#unrouse = world.onRoused(() => { this.#take("roused"); });
    this.#take("begin");
  }

  close(): void {
    this.#take("closed");
  }

  async *messages(): AsyncGenerator<Message<T>, void, void> {
    const loop = new Waiting<Message<T>>();
    if (this.#isOver) return;
    this.#loops.add(loop);
    try {
      for (let next = await loop.next(); next; next = await loop.next()) yield next;
    } finally {
      this.#loops.delete(loop);
    }
  }

  #take(...happening: Happening): void {
    if (this.#happenings.push(happening) > 1) return;
    for (const next of this.#happenings)
      for (const order of this.#machine.take(next, this.#world.now())) this.#carryOut(order);
    this.#happenings.length = 0;

    this.#cancelTimer();
    const { wakeAt } = this.#machine;
    this.#cancelTimer = wakeAt === Infinity ? () => {} : this.#world.setTimer(() => { this.#take("woken"); }, wakeAt - this.#world.now());
  }

  #carryOut(order: Order): void {
    switch (order[0]) {
      case "prepare":
        this.#prepare();
        break;
      case "open":
        this.#open(order[1], order[2]);
        break;
      case "drop":
        this.#attempt++;
        // It may be closed already: then this does nothing.
        this.#line?.close();
        break;
      case "send":
        this.#line?.send(order[1]);
        break;
      case "renew":
        // Where it fails the old end holds, and another connection begins with another ticket.
        this.#renew(this.#line).catch(this.#world.warn);
        break;
      case "save":
        this.#save();
        break;
      case "warn":
        this.#world.warn(order[1]);
        break;
      default:
        this.#call(order);
    }
  }

  #prepare(): void {
    const { url = "/", getTicket } = this.#options;
    const attempt = ++this.#attempt;
    const ready = (address: string, ticket?: string): void => {
      if (attempt !== this.#attempt) return;
      [this.#url, this.#ticket] = [address, ticket];
      this.#restore();
      this.#take("ready");
    };
    const get = async (): Promise<void> => { ready(typeof url === "string" ? url : await url(), await getTicket?.()); };
    // At once, as a WebSocket does that is made by hand.
    if (typeof url === "string" && !getTicket) ready(url);
    else get().catch((error: unknown) => { if (attempt === this.#attempt) this.#fail(error); });
  }

  // A line that is closed by then sends nothing.
  async #renew(line: Line | undefined): Promise<void> {
    const token = await this.#options.getTicket?.();
    if (token) line?.send(JSON.stringify({ type: "auth", token }));
  }

  #open(transport: Transport, since: string | undefined): void {
    const attempt = ++this.#attempt;
    const tell: Tell = (...happening) => { if (attempt === this.#attempt) this.#take(...happening); };
    const address = (from: string | undefined, wait?: number): string => this.#address(transport, from, wait);
    const { openSocket: make, fetch } = this.#world;
    try {
      this.#line = transport === "ws" ? openSocket(make, address(since), tell)
        : transport === "sse" ? openStream(fetch, address(since), tell)
          : openPoll(fetch, address, since, tell);
    } catch (error) {
      // A browser says at once what it will never open: a port that is not allowed, a page's policy.
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#take("ended", broken(lost, error));
  }

  #address(transport: Transport, since?: string, wait?: number): string {
    return addressOf({ url: this.#url, page: this.#world.page, transport, channels: this.#channels, since, ticket: this.#ticket, wait });
  }

  #restore(): void {
    const { storage, storageKey } = this.#options;
    if (!storage || this.#storageKey !== undefined) return;
    const key = this.#storageKey = storageKey ?? [this.#address("ws").split("?")[0], ...this.#channels].join(" ");
    this.#guard(() => { this.#places.restore(storage.getItem(key)); }, this.#world.warn);
  }

  // After the callback: what a page has not been told yet is told to the next one.
  #save(): void {
    const { storage } = this.#options;
    const text = storage ? this.#places.save() : "";
    if (text === this.#saved) return;
    this.#saved = text;
    // A storage may be full, or forbidden: events go on without.
    this.#guard(() => { storage?.setItem(this.#storageKey ?? "", text); }, this.#world.warn);
  }

  #call(call: Call): void {
    const [name, ...details] = call;
    // Each takes what its order brings.
    const callback = this.#options[name] as ((...details: readonly unknown[]) => void) | undefined;
    this.#guard(() => { callback?.(...details); }, this.#world.report);
    if (call[0] === "onMessage") for (const loop of this.#loops) loop.push({ data: call[1] as T, ...call[2] });
    if (call[0] === "onState" && call[1] === "closed") this.#end(call[2].closing);
  }

  // What others do must not stop what is done here.
  #guard(what: () => void, tell: (error: unknown) => void): void {
    try {
      what();
    } catch (error) {
      tell(error);
    }
  }

  #end(closing?: Closing): void {
    this.#isOver = true;
    this.#unrouse();
    const error = closing && closing.code !== 1000 ? new Error(`given up: ${closing.code} ${closing.reason}`) : undefined;
    for (const loop of this.#loops) loop.end(error);
  }
}
