import { longestWait, waitFor } from "./backoff.ts";
import { Choice } from "./choice.ts";
import type { Transport } from "./choice.ts";
import { courseOf, forbidden, lost, overload, resync } from "./codes.ts";
import type { Closing } from "./codes.ts";
import { dataOf, isHello, membersOf, readFrame } from "./frames.ts";
import type { Frame } from "./frames.ts";
import type { Happening } from "./happening.ts";
import type { Order, State, StateDetail } from "./order.ts";
import type { Fit, Places } from "./places.ts";
import { Pulse } from "./pulse.ts";

/** How many milliseconds an address and a ticket may take. */
const prepareTime = 30_000;
/** How many milliseconds it may take to open a line. */
const openTime = 10_000;
/** How many milliseconds a server waits with the answer to a poll, and the way there and back. */
const pollTime = 40_000;
/** The least number of milliseconds of silence that is taken for death. */
const leastPatience = 10_000;

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

/** What is known of the line that is open. */
interface LineState {
  readonly opened: number;
  /** Whether the far end speaks `wayleave.v1`; undefined: it has not said anything yet. */
  speaks: boolean | undefined;
  /** Whether it came to more than a hello. What ends sooner is no success. */
  served: boolean;
  /** Whether anything new has come. */
  moved: boolean;
  /** In how many milliseconds after the end the server wants the client back. */
  after: number | undefined;
  degraded: boolean;
}

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
  #line: LineState | undefined;
  #orders: Order[] = [];

  constructor(settings: MachineSettings, places: Places) {
    this.#settings = settings;
    this.#places = places;
    this.#choice = new Choice(settings.transports);
  }

  /** When to be woken, in the time that happenings are told with; never: infinity. */
  get wakeAt(): number {
    return this.#line ? Math.min(this.#deadline, this.#pulse.wakeAt) : this.#deadline;
  }

  /** Something has happened. Returns what is to be done, in this order. */
  take(happening: Happening, now: number): readonly Order[] {
    this.#orders = [];
    if (this.#phase !== "closed") this.#step(happening, now);
    return this.#orders;
  }

  // What comes too late finds another phase, and nobody.
  #step(happening: Happening, now: number): void {
    const [phase, line] = [this.#phase, this.#line];
    switch (happening[0]) {
      case "begin":
        this.#prepare(now);
        break;
      case "ready":
        if (phase === "preparing") this.#open(now);
        break;
      case "opened":
        if (phase === "opening") this.#opened(now);
        break;
      case "message":
        if (line) this.#message(happening[1], line, now);
        break;
      case "polled":
        if (line) this.#polled(happening[1], happening[2], line, now);
        break;
      case "ended":
        if (phase !== "waiting") this.#end(happening[1], now, happening[2]);
        break;
      case "roused":
        this.#pulse.doubt(now);
        if (line) this.#beat(now);
        else if (phase === "waiting" && !this.#isOrdered) this.#retry(now);
        break;
      case "woken":
        this.#wake(now);
        break;
      case "closed":
        this.#close({ code: 1000, reason: "closed by the page", wasClean: true }, line !== undefined);
    }
  }

  #retry(now: number): void {
    this.#choice.begin(now);
    this.#attempt(now);
  }

  #attempt(now: number): void {
    this.#tell("connecting");
    this.#prepare(now);
  }

  #prepare(now: number): void {
    this.#enter("preparing", now + prepareTime);
    this.#order("prepare");
  }

  #open(now: number): void {
    const since = this.#places.ask();
    this.#isBehind = since !== undefined;
    this.#enter("opening", now + openTime);
    this.#order("open", this.#choice.current, since);
  }

  #opened(now: number): void {
    const { current } = this.#choice;
    const isPoll = current === "poll";
    this.#choice.opened(now);
    this.#pulse.begin(current === "ws" ? this.#settings.heartbeatInterval : 0, now);
    if (isPoll) this.#pulse.expect(pollTime, now);
    this.#line = { opened: now, speaks: isPoll || undefined, served: false, moved: false, after: undefined, degraded: false };
    // Whoever asks for channels is answered by a hello; an endpoint of unknown kind may have nothing to say.
    this.#enter("open", this.#isOurs && !isPoll ? now + openTime : Infinity);
    this.#order("onConnect");
    this.#tell("open");
  }

  // Whether only a server of events can be at the other end.
  get #isOurs(): boolean {
    return this.#settings.channels.length > 0 || this.#choice.current !== "ws";
  }

  #message(value: unknown, line: LineState, now: number): void {
    const { type } = membersOf(value);
    this.#deadline = Infinity;
    this.#pulse.heard(now);
    if (line.speaks === undefined) {
      line.speaks = isHello(value);
      if (line.speaks) this.#pulse.answers = true;
      // In place of a beginning there may be a refusal.
      else if (this.#isOurs && type === "error") line.speaks = true;
    }

    const frame = readFrame(value);
    if (line.speaks && frame) this.#frame(frame, line, now);
    else if (line.speaks || this.#isOurs) this.#drop(lost, "no wayleave.v1 is spoken there", now);
    else this.#plain(value, type, line);
  }

  // An endpoint that knows nothing of us: no ids, and nothing to be asked for again.
  #plain(value: unknown, type: unknown, line: LineState): void {
    this.#serve(line);
    if (type === "pong") this.#pulse.answers = true;
    else if (type !== "heartbeat") this.#order("onMessage", value, { channel: undefined, id: undefined });
  }

  #frame(frame: Frame, line: LineState, now: number): void {
    // A server that says hello and closes at once has not helped anybody: only what comes after it ends a row of failures.
    if (!["hello", "reconnect", "error"].includes(frame.type)) this.#serve(line);
    switch (frame.type) {
      case "hello":
        this.#window = frame.retry_window;
        // It is a quarter of its interval late at worst: twice the interval is silence.
        this.#pulse.expect(Math.max(frame.heartbeat * 2000, leastPatience), now);
        return;
      case "reconnect":
        line.after = frame.after;
        return;
      case "error":
        // A stream says in this way what is a close code elsewhere.
        if (this.#choice.current === "sse") this.#drop(frame.retry ? overload : forbidden, frame.code, now);
        else this.#order("warn", `refused: ${frame.code} ${frame.ch ?? ""}`);
        return;
      case "pong":
        this.#places.settle();
        break;
      case "subscribed":
        this.#places.subscribed(frame.ch, frame.at, frame.resume === "new");
        break;
      case "event":
        this.#event(frame, line, now);
        break;
      case "caught_up":
        if (this.#fits(this.#places.reach(frame.ch, frame.at), frame.ch, now)) this.#order("onCaughtUp", frame.ch);
        break;
      case "gap":
        if (!this.#places.gap(frame.ch, frame.to)) break;
        line.moved = true;
        this.#order("onGap", frame.ch, frame.reason);
        break;
      case "heartbeat":
        this.#heartbeat(frame, line, now);
    }

    this.#order("save");
  }

  #event(frame: Frame & { readonly type: "event" }, line: LineState, now: number): void {
    const { ch: channel, id, skip = 0 } = frame;
    const fit = this.#places.take(channel, id, skip);
    if (!this.#fits(fit, channel, now) || fit === "known") return;
    line.moved = true;
    this.#order("onMessage", dataOf(frame), { channel, id });
  }

  #heartbeat({ at, retry_window = this.#window, degraded = false }: Frame & { readonly type: "heartbeat" }, line: LineState, now: number): void {
    this.#window = retry_window;
    if (degraded !== line.degraded) this.#tell("open", { degraded });
    line.degraded = degraded;
    if (!degraded) this.#places.settle();
    // Where the end of a channel has not come, nothing else would show it before the next event.
    Object.entries(at ?? {}).every(([channel, head]) => this.#fits(this.#places.reach(channel, head), channel, now));
  }

  #polled(next: string, isEmpty: boolean, line: LineState, now: number): void {
    this.#pulse.heard(now);
    this.#serve(line);
    this.#places.polled(next);
    this.#order("save");
    if (isEmpty && this.#isBehind) {
      this.#isBehind = false;
      for (const channel of this.#places.names) this.#order("onCaughtUp", channel);
    }

    // Polls go on for ever; the others end some time, and may come back as something better.
    line.moved = true;
    if (this.#choice.isReturnDue(now)) this.#drop(resync, "a better transport is tried again", now);
  }

  // False: something is missing, and the line is given up for one that begins with it.
  #fits(fit: Fit, channel: string, now: number): boolean {
    if (fit === "astray") this.#drop(resync, `something of ${channel} is missing`, now);
    return fit !== "astray";
  }

  #serve(line: LineState): void {
    line.served = true;
    this.#failures = 0;
  }

  #wake(now: number): void {
    if (now < this.#deadline) {
      if (this.#line) this.#beat(now);
    } else if (this.#phase === "waiting") {
      this.#retry(now);
    } else {
      this.#drop(lost, `${this.#phase} took too long`, now);
    }
  }

  #beat(now: number): void {
    const beat = this.#pulse.look(now);
    if (beat === "ping") this.#order("send", "ping");
    else if (beat === "dead") this.#drop(lost, "no sign of life", now);
  }

  #drop(code: number, reason: string, now: number): void {
    this.#end({ code, reason, wasClean: false }, now);
  }

  #end(closing: Closing, now: number, retryAfter = 0): void {
    const line = this.#line;
    const course = courseOf(closing.code);
    // What cannot be opened so can perhaps be opened otherwise; an overloaded server is not asked in all ways at once.
    if (this.#phase === "opening" && course !== "ordered" && this.#choice.next()) {
      this.#order("drop");
      this.#attempt(now);
      return;
    }

    // An endpoint that never says a word is judged by how long it stayed.
    if (line && now - line.opened >= longestWait) this.#serve(line);
    if (course === "stop" || this.#failures >= this.#settings.maxRetries) {
      this.#close(closing, true);
      return;
    }

    // What came to nothing is no reason to come back at once.
    const hasWorked = closing.code === resync ? line?.moved : line?.served;
    const { reconnectInterval, chance } = this.#settings;
    const wait = line?.after ?? retryAfter + waitFor(course === "atOnce" && !hasWorked ? "backOff" : course, this.#failures++, reconnectInterval, this.#window, chance());
    this.#isOrdered = line?.after !== undefined || retryAfter > 0 || course === "ordered" || course === "spread";
    this.#enter("waiting", now + wait);
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
    if (phase !== "open") this.#line = undefined;
  }

  #order(...order: Order): void {
    this.#orders.push(order);
  }

  #tell(state: State, detail: Omit<StateDetail, "transport"> = {}): void {
    this.#order("onState", state, { transport: this.#choice.current, ...detail });
  }
}
