import { maxChannels } from "./limits.ts";
import { writeVector } from "./vector.ts";

/** How something fits that came: it follows; it is known; or something before it is missing, and the channel must be asked for again. */
export type Fit = "follows" | "known" | "astray";

/** From where channels are wanted at first: a place for all of them (an id, `0`: all that is kept, `-20`: the last twenty), or an id for each. */
export type Since = string | Readonly<Record<string, string>>;

/**
 * Where the client is in each channel, and what of that which comes is new.
 *
 * The rule for each channel: an event of the same epoch at or before the last one is known; one that follows it, with what was skipped on purpose
 * counted in, is taken; anything else is astray. A gap moves the last one. An id is `epoch:offset:tag`, and each has one text.
 */
export class Places {
  readonly #channels: readonly string[];
  #last = new Map<string, string>();
  // What is asked for where a channel has no place of its own. A place for all is asked for until each has one; what comes twice then is known.
  #start: string | undefined;
  #repeats = false;

  constructor(channels: readonly string[], since?: Since) {
    this.#channels = channels;
    if (typeof since === "object") this.#last = new Map(Object.entries(since));
    else this.#start = since;
  }

  /** Takes over what an earlier page saved; what this one was told itself counts for more. */
  restore(saved: string | null): void {
    if (this.#isPlace || this.#last.size > 0) return;
    const { "": start = this.#start, ...last } = JSON.parse(saved ?? "{}") as Readonly<Record<string, string>>;
    [this.#last, this.#start] = [new Map(Object.entries(last)), start];
  }

  /** What to keep for a later page. */
  save(): string {
    return JSON.stringify({ ...Object.fromEntries(this.#last), "": this.#start });
  }

  /** The channels as far as they are known by name. */
  get names(): readonly string[] {
    return this.#channels.length > 0 ? this.#channels : [...this.#last.keys()];
  }

  /** What to ask since; undefined: from now on. */
  ask(): string | undefined {
    const [first] = this.#last.values();
    this.#repeats = !!first && this.#isPlace;
    if (!first || this.#repeats) return this.#start;
    // An id alone would hold for all channels of a path. What has no place yet may not have begun when the line broke: it is asked for as at first.
    return this.#channels.length === 1 ? first : writeVector(this.#last) + (this.#start ? `~${this.#start}` : "");
  }

  /** An event has come; one without an id cannot be compared. */
  take(channel: string, id: string | undefined, skip: number): Fit {
    if (id === undefined) return "follows";
    const ahead = this.#ahead(channel, id);
    if (ahead <= 0) return "known";
    return ahead === 1 + skip || ahead === Infinity ? this.#move(channel, id) : "astray";
  }

  /** The server says how far it has sent the channel: that must be as far as the client is. */
  reach(channel: string, at: string): Fit {
    const last = this.#last.get(channel);
    if (last === undefined) return this.#move(channel, at);
    // While it repeats, it is behind.
    return last === at || (this.#repeats && this.#ahead(channel, at) < 0) ? "known" : "astray";
  }

  /** The channel is followed from now on; `at` is where it is. A drop before its first event loses nothing then. */
  subscribed(channel: string, at: string, isNew: boolean): void {
    // What is new although it was asked for keeps nothing: there is nothing to go on with.
    if (this.#last.has(channel) ? isNew && !this.#repeats : this.#start === undefined) this.#move(channel, at);
  }

  /** Something is missing, and the stream goes on from `to`. False: what is missing came long ago. */
  gap(channel: string, to: string): boolean {
    if (this.#repeats && this.#ahead(channel, to) <= 0) return false;
    this.#move(channel, to);
    return true;
  }

  /** A poll was answered, and the next one goes on from here, in all channels. Behind a point stands what is for the server alone. */
  polled(next: string): void {
    this.#start = next.replace(/\..*/, "");
  }

  /** All channels have begun by now: from here on each is asked for from its own place. */
  settle(): void {
    if (this.#isPlace && this.#last.size > 0) this.#start = undefined;
  }

  // An id, or a vector, whose first byte makes its first letter: not a number of events before.
  get #isPlace(): boolean {
    return /:|^A/.test(this.#start ?? "");
  }

  // By how many events an id is ahead of the last one; infinity: there is none; not a number: they cannot be compared.
  #ahead(channel: string, id: string): number {
    const [epoch, offset] = id.split(":");
    const [lastEpoch, lastOffset] = this.#last.get(channel)?.split(":") ?? [epoch, -Infinity];
    return epoch === lastEpoch ? Number(offset) - Number(lastOffset) : NaN;
  }

  #move(channel: string, to: string): Fit {
    // No server gives so many to one client.
    if (this.#last.size >= maxChannels && !this.#last.has(channel)) return "astray";
    this.#last.set(channel, to);
    return "follows";
  }
}
