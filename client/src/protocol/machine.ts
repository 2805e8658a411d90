import { longestWait, waitFor } from "./backoff.ts";
import { Choice } from "./choice.ts";
import type { Transport } from "./choice.ts";
import { broken, courseOf, forbidden, lost, overload, resync } from "./codes.ts";
import type { Closing } from "./codes.ts";
import { dataOf, isHello, membersOf, readFrame } from "./frames.ts";
import type { Frame } from "./frames.ts";
import type { Happening } from "./happening.ts";
import { leastPatience, leastSession, openTime, pollTime, prepareTime, renewTime } from "./limits.ts";
import type { Order, State, StateDetail } from "./order.ts";
import type { Fit, Places } from "./places.ts";
import { Pulse } from "./pulse.ts";

/** What decisions rest on. */
export interface MachineSettings {
  readonly transports: readonly Transport[];
  /** None: the path gives them. */
  readonly channels: readonly string[];
  readonly reconnectInterval: number;
  readonly heartbeatInterval: number;
  readonly maxRetries: number;
  /** Draws a number from 0 up to, but not, 1. */
  readonly chance: () => number;
}

type Phase = "preparing" | "opening" | "open" | "waiting" | "closed";

/**
 * Decides everything that a client does, and does nothing itself: what happens and the time go in, orders and the time to be woken come out.
 *
 * ```
 * preparing ──ready──► opening ──opened──► open
 *     ▲                   │ ended            │ ended
 *     └──woken, roused── waiting ◄───────────┘     and from anywhere, for good: closed
 * ```
 */
export class Machine {
  readonly #settings: MachineSettings;
  readonly #places: Places;
  readonly #choice: Choice;
  readonly #pulse = new Pulse();
  #phase: Phase = "waiting";
  #deadline = Infinity;
  #failures = 0;
  // The server's, in milliseconds.
  #window: number | undefined;
  // The server has said when to come back: nothing else is a reason to come sooner.
  #isOrdered = false;
  // Whether the past was asked for; polls do not say themselves when it has come.
  #isBehind = false;
  // Of the line that is open, or was last, from here to when another ticket is due: begun anew with each attempt.
  #openedAt = 0;
  // Whether the far end speaks `wayleave.v1`; undefined: it has not said anything yet.
  #speaks: boolean | undefined;
  // Whether it came to more than a hello. What ends sooner is no success.
  #isServed = false;
  // Whether anything new has come.
  #hasMoved = false;
  // In how many milliseconds after the end the server wants the client back.
  #after: number | undefined;
  #isDegraded = false;
  // When another ticket is due, so that the session goes on.
  #renewAt = Infinity;
  // Of what happens now: what is to be done, and the time.
  #orders: Order[] = [];
  #now = 0;

  constructor(settings: MachineSettings, places: Places) {
    this.#settings = settings;
    this.#places = places;
    this.#choice = new Choice(settings.transports);
  }

  /** When to be woken, in the time that happenings are told with; never: infinity. */
  get wakeAt(): number {
    return this.#phase === "open" ? Math.min(this.#deadline, this.#pulse.wakeAt, this.#renewAt) : this.#deadline;
  }

  /** Something has happened. Returns what is to be done, in this order. */
  take(happening: Happening, now: number): readonly Order[] {
    [this.#now, this.#orders] = [now, []];
    if (this.#phase !== "closed") this.#step(happening);
    return this.#orders;
  }

  // What comes too late finds another phase, and nobody.
  #step(happening: Happening): void {
    const phase = this.#phase;
    const isOpen = phase === "open";
    switch (happening[0]) {
      case "begin":
        this.#prepare();
        break;
      case "ready":
        if (phase === "preparing") this.#open();
        break;
      case "opened":
        if (phase === "opening") this.#opened();
        break;
      case "message":
        if (isOpen) this.#message(happening[1]);
        break;
      case "polled":
        if (isOpen) this.#polled(happening[1], happening[2]);
        break;
      case "ended":
        if (phase !== "waiting") this.#end(happening[1], happening[2]);
        break;
      case "roused":
        this.#pulse.doubt(this.#now);
        if (isOpen) this.#beat();
        else if (phase === "waiting" && !this.#isOrdered) this.#retry();
        break;
      case "woken":
        this.#wake();
        break;
      case "closed":
        this.#close({ code: 1000, reason: "closed by the page", wasClean: true }, isOpen);
    }
  }

  #retry(): void {
    this.#choice.begin(this.#now);
    this.#attempt();
  }

  #attempt(): void {
    this.#tell("connecting");
    this.#prepare();
  }

  #prepare(): void {
    this.#isServed = this.#hasMoved = this.#isDegraded = false;
    this.#after = undefined;
    this.#renewAt = Infinity;
    this.#enter("preparing", this.#now + prepareTime);
    this.#order("prepare");
  }

  #open(): void {
    const since = this.#places.ask();
    this.#isBehind = since !== undefined;
    this.#enter("opening", this.#now + openTime);
    this.#order("open", this.#choice.current, since);
  }

  #opened(): void {
    const { current } = this.#choice;
    const isPoll = current === "poll";
    this.#choice.opened(this.#now);
    this.#pulse.begin(current === "ws" ? this.#settings.heartbeatInterval : 0, this.#now);
    if (isPoll) this.#pulse.expect(pollTime, this.#now);
    this.#openedAt = this.#now;
    this.#speaks = isPoll || undefined;
    // Whoever asks for channels is answered by a hello; an endpoint of unknown kind may have nothing to say.
    this.#enter("open", this.#isOurs && !isPoll ? this.#now + openTime : Infinity);
    this.#order("onConnect");
    this.#tell("open");
  }

  // Whether only a server of events can be at the other end.
  get #isOurs(): boolean {
    return this.#settings.channels.length > 0 || this.#choice.current !== "ws";
  }

  #message(value: unknown): void {
    const { type } = membersOf(value);
    this.#deadline = Infinity;
    this.#pulse.heard(this.#now);
    // In place of a beginning there may be a refusal.
    this.#speaks ??= isHello(value) || (this.#isOurs && type === "error");
    const frame = readFrame(value);
    if (this.#speaks && frame) this.#frame(frame);
    else if (this.#speaks || this.#isOurs) this.#drop(lost, "no wayleave.v1 is spoken there");
    else this.#plain(value, type);
  }

  // An endpoint that knows nothing of us: no ids, and nothing to be asked for again.
  #plain(value: unknown, type: unknown): void {
    this.#serve();
    if (type === "pong") this.#pulse.answers = true;
    else if (type !== "heartbeat") this.#order("onMessage", value, { channel: undefined, id: undefined });
  }

  #frame(frame: Frame): void {
    // A server that says hello and closes at once has not helped anybody: only what comes after it ends a row of failures.
    if (!["hello", "reconnect", "error"].includes(frame.type)) this.#serve();
    switch (frame.type) {
      case "hello":
        this.#pulse.answers = true;
        this.#window = frame.retry_window;
        this.#expire(frame.token_expires_in);
        // It is a quarter of its interval late at worst: twice the interval is silence.
        this.#pulse.expect(Math.max(frame.heartbeat * 2000, leastPatience), this.#now);
        return;
      case "auth":
        this.#expire(frame.expires_in);
        return;
      case "reconnect":
        this.#after = frame.after;
        return;
      case "error":
        // A stream says in this way what is a close code elsewhere.
        if (this.#choice.current === "sse") this.#drop(frame.retry ? overload : forbidden, frame.code);
        else this.#order("warn", `refused: ${frame.code} ${frame.ch ?? ""}`);
        return;
      case "pong":
        this.#places.settle();
        break;
      case "subscribed":
        this.#places.subscribed(frame.ch, frame.at, frame.resume === "new");
        break;
      case "event":
        this.#event(frame);
        break;
      case "caught_up":
        if (this.#fits(this.#places.reach(frame.ch, frame.at), frame.ch)) this.#order("onCaughtUp", frame.ch);
        break;
      case "gap":
        if (!this.#places.gap(frame.ch, frame.to)) break;
        this.#hasMoved = true;
        this.#order("onGap", frame.ch, frame.reason);
        break;
      case "heartbeat":
        this.#heartbeat(frame);
    }

    this.#order("save");
  }

  #event(frame: Frame & { readonly type: "event" }): void {
    const { ch: channel, id, skip = 0 } = frame;
    const fit = this.#places.take(channel, id, skip);
    if (!this.#fits(fit, channel) || fit === "known") return;
    this.#hasMoved = true;
    this.#order("onMessage", dataOf(frame), { channel, id });
  }

  #heartbeat({ at, retry_window = this.#window, degraded = false }: Frame & { readonly type: "heartbeat" }): void {
    this.#window = retry_window;
    if (degraded !== this.#isDegraded) this.#tell("open", { degraded });
    this.#isDegraded = degraded;
    if (!degraded) this.#places.settle();
    // Where the end of a channel has not come, nothing else would show it before the next event.
    Object.entries(at ?? {}).every(([channel, head]) => this.#fits(this.#places.reach(channel, head), channel));
  }

  #polled(next: string, isEmpty: boolean): void {
    this.#pulse.heard(this.#now);
    this.#serve();
    this.#places.polled(next);
    this.#order("save");
    if (isEmpty && this.#isBehind) {
      this.#isBehind = false;
      for (const channel of this.#places.names) this.#order("onCaughtUp", channel);
    }

    // Polls go on for ever; the others end some time, and may come back as something better.
    this.#hasMoved = true;
    if (this.#choice.isReturnDue(this.#now)) this.#drop(resync, "a better transport is tried again");
  }

  // False: something is missing, and the line is given up for one that begins with it.
  #fits(fit: Fit, channel: string): boolean {
    if (fit === "astray") this.#drop(resync, `something of ${channel} is missing`);
    return fit !== "astray";
  }

  // The session ends in so many seconds. Only a WebSocket can be told of another ticket.
  #expire(left = Infinity): void {
    this.#renewAt = left < leastSession || this.#choice.current !== "ws" ? Infinity : this.#now + Math.max(left * 750, left * 1000 - renewTime);
  }

  #serve(): void {
    this.#isServed = true;
    this.#failures = 0;
  }

  #wake(): void {
    if (this.#now < this.#deadline) {
      if (this.#phase === "open") this.#beat();
    } else if (this.#phase === "waiting") {
      this.#retry();
    } else {
      this.#drop(lost, `${this.#phase} took too long`);
    }
  }

  #beat(): void {
    if (this.#now >= this.#renewAt) {
      this.#renewAt = Infinity;
      this.#order("renew");
    }

    const beat = this.#pulse.look(this.#now);
    if (beat === "ping") this.#order("send", "ping");
    else if (beat) this.#drop(lost, "no sign of life");
  }

  #drop(code: number, reason: string): void {
    this.#end(broken(code, reason));
  }

  #end(closing: Closing, retryAfter = 0): void {
    const course = courseOf(closing.code);
    // What cannot be opened so can perhaps be opened otherwise; an overloaded server is not asked in all ways at once.
    if (this.#phase === "opening" && course !== "ordered" && this.#choice.next()) {
      this.#order("drop");
      this.#attempt();
      return;
    }

    // An endpoint that never says a word is judged by how long it stayed.
    if (this.#phase === "open" && this.#now - this.#openedAt >= longestWait) this.#serve();
    if (course === "stop" || this.#failures >= this.#settings.maxRetries) {
      this.#close(closing, true);
      return;
    }

    // What came to nothing is no reason to come back at once.
    const hasWorked = closing.code === resync ? this.#hasMoved : this.#isServed;
    const { reconnectInterval, chance } = this.#settings;
    const wait = this.#after ?? retryAfter + waitFor(course === "atOnce" && !hasWorked ? "backOff" : course, this.#failures++, reconnectInterval, this.#window, chance());
    this.#isOrdered = this.#after !== undefined || retryAfter > 0 || course === "ordered" || course === "spread";
    this.#enter("waiting", this.#now + wait);
    this.#order("drop");
    this.#order("onDisconnect", closing);
    this.#tell("waiting", { wait, closing });
  }

  #close(closing: Closing, tells: boolean): void {
    this.#enter("closed", Infinity);
    this.#order("drop");
    if (tells) this.#order("onDisconnect", closing);
    this.#tell("closed", { closing });
  }

  #enter(phase: Phase, deadline: number): void {
    this.#phase = phase;
    this.#deadline = deadline;
  }

  #order(...order: Order): void {
    this.#orders.push(order);
  }

  #tell(state: State, detail: Omit<StateDetail, "transport"> = {}): void {
    this.#order("onState", state, { transport: this.#choice.current, ...detail });
  }
}
