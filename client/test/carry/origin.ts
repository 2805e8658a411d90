import type { Channel, Notice } from "../../src/carry/channel.ts";

/** The pages of an origin, which hear each other. */
export class Origin {
  readonly #pages = new Set<(notice: Notice) => void>();

  /** How many pages are there. */
  get count(): number { return this.#pages.size; }

  join(hear: (notice: Notice) => void): Channel {
    this.#pages.add(hear);
    return {
      // Nobody hears himself, and nothing at once.
      say: notice => {
        for (const other of [...this.#pages]) if (other !== hear) queueMicrotask(() => { if (this.#pages.has(other)) other(notice); });
      },
      close: () => { this.#pages.delete(hear); },
    };
  }
}
