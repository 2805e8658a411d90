declare function setImmediate(callback: () => void): void;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

// More does not happen in one go, unless something turns in circles.
const mostSteps = 50_000;

/** Lets all that was promised come. */
export async function settled(): Promise<void> {
  await new Promise<void>(resolve => { setImmediate(resolve); });
}

/** Time that goes by when the test says so: tasks and timers come one after the other, each with all that was promised before it. */
export class Clock {
  /** Timers come at full multiples of so many milliseconds alone, as browsers do it with hidden pages. */
  throttle = 1;
  readonly #timers = new Set<Timer>();
  readonly #tasks: (() => void)[] = [];
  #now = 0;

  get now(): number { return this.#now; }

  /** Calls back in a task of its own. */
  soon(callback: () => void): void { this.#tasks.push(callback); }

  /** Calls back after so many milliseconds, exactly. Returns what cancels it. */
  setTimer(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    this.#timers.add(timer);
    return () => { this.#timers.delete(timer); };
  }

  /** The same for the page, whose timers may be throttled. */
  setPageTimer(callback: () => void, milliseconds: number): () => void {
    const at = Math.ceil((this.#now + Math.max(0, milliseconds)) / this.throttle) * this.throttle;
    return this.setTimer(callback, at - this.#now);
  }

  /** Time goes by, and timers are on time. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let steps = 0; ; steps++) {
      if (steps > mostSteps) throw new Error("it does not come to rest");
      await settled();
      const task = this.#tasks.shift();
      if (task !== undefined) {
        task();
        continue;
      }
      const next = this.#next(end);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.callback();
    }
    this.#now = end;
  }

  /** Time goes by while nothing runs, and all timers are late. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.pass(0);
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer;
    return next;
  }
}
