/** The most milliseconds that an answer to a ping may take. */
export const answerTime = 10_000;

/** What the pulse says is to be done. */
export type Beat = "ping" | "dead" | undefined;

/**
 * Whether the far end is there. A page does not see the pings of the protocol, so it sends its own and wants to hear something; where it cannot send,
 * or is not to, something must come within a while that the server knows of.
 *
 * A timer that is very late says that the page was asleep, and nothing of the far end: then it is asked again.
 */
export class Pulse {
  /** Whether the far end answers pings at all: an endpoint that never has may not know them. */
  answers = false;
  #interval = 0;
  #nextPing = Infinity;
  #due = Infinity;
  #patience = Infinity;
  #hasSlept = false;

  /** A line is open. With an interval of 0 milliseconds no pings are sent. */
  begin(interval: number, now: number): void {
    this.#interval = interval;
    this.#nextPing = interval > 0 ? now + interval : Infinity;
    this.#patience = Infinity;
    this.heard(now);
  }

  /** When to look next. */
  get wakeAt(): number {
    return Math.min(this.#nextPing, this.#due);
  }

  /** Something must come every so many milliseconds; where pings are sent, they find out sooner. */
  expect(patience: number, now: number): void {
    if (this.#interval > 0) return;
    this.#patience = patience;
    this.#due = now + patience;
  }

  /** Something has come. */
  heard(now: number): void {
    this.#hasSlept = false;
    this.#due = this.#interval > 0 ? Infinity : now + this.#patience;
  }

  /** There is reason to doubt: ask now. */
  doubt(now: number): void {
    if (this.#interval > 0) this.#nextPing = now;
  }

  /** What is to be done now. */
  look(now: number): Beat {
    const answer = Math.min(this.#interval || answerTime, answerTime);
    if (now >= this.#due) {
      // Once: in a hidden page timers are late for as long as it is hidden.
      if (this.#hasSlept || now - this.#due <= answer) return "dead";
      this.heard(now);
      this.#hasSlept = true;
      this.doubt(now);
    }

    if (now < this.#nextPing) return undefined;
    this.#nextPing = now + this.#interval;
    if (this.answers) this.#due = Math.min(this.#due, now + answer);
    return "ping";
  }
}
