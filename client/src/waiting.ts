/** How many messages may wait for a loop that reads them. */
export const mostWaiting = 10_000;

/** Messages that wait for a `for await` loop, each loop its own. What reads too slowly is told by an error: it would fill the memory. */
export class Waiting<T> {
  readonly #messages: T[] = [];
  #wake = (): void => {};
  // undefined: more may come; null: nothing comes any more.
  #end: Error | null | undefined;

  push(message: T): void {
    if (this.#end === undefined && this.#messages.length < mostWaiting) this.#messages.push(message);
    else this.end(new RangeError("the loop reads too slowly"));
    this.#wake();
  }

  /** Nothing comes any more; the loop throws the error once it has read what waits. */
  end(error?: Error): void {
    this.#end ??= error ?? null;
    this.#wake();
  }

  /** The next one, as soon as there is one; undefined: nothing comes any more. */
  async next(): Promise<T | undefined> {
    while (this.#messages.length === 0) {
      if (this.#end) throw this.#end;
      if (this.#end === null) return undefined;
      await new Promise<void>(resolve => { this.#wake = resolve; });
    }

    return this.#messages.shift();
  }
}
