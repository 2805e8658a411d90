/** What carries events: a WebSocket, a stream of server-sent events, or long polls. */
export type Transport = "ws" | "sse" | "poll";

/** After how many milliseconds the first choice is tried again by a client that had to take another. */
export const returnAfter = 600_000;

/**
 * Over what to connect: the first choice as long as it can be opened, else the next one that can. Whoever had to take another stays with it for some
 * minutes: a hop that swallows a transport costs the whole time-out each time.
 */
export class Choice {
  readonly #transports: readonly Transport[];
  // With which a round of attempts begins, and since when that is not the first.
  #home = 0;
  #fell = 0;
  #at = 0;

  constructor(transports: readonly Transport[]) {
    this.#transports = transports;
  }

  /** The transport to be opened, or that is open. */
  get current(): Transport {
    return this.#transports[this.#at] as Transport;
  }

  /** Whether the first choice is due again. */
  isReturnDue(now: number): boolean {
    return this.#home > 0 && now - this.#fell >= returnAfter;
  }

  /** A new round of attempts begins. */
  begin(now: number): void {
    if (this.isReturnDue(now)) this.#home = 0;
    this.#at = this.#home;
  }

  /** The transport could be opened. */
  opened(now: number): void {
    if (this.#at !== this.#home) [this.#home, this.#fell] = [this.#at, now];
  }

  /** The transport cannot be opened: takes the next one. False: each has been tried in this round. */
  next(): boolean {
    this.#at = (this.#at + 1) % this.#transports.length;
    return this.#at !== this.#home;
  }
}
