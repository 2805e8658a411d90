// A drop that is mended at once is nobody's business.
const patience = 1_500;

/** A note at the page's edge while it reconnects. */
export class Badge {
  #note: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows it, after a while, or takes it away. */
  show(isAway: boolean): void {
    if (!isAway) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#note?.remove();
      this.#note = undefined;
      return;
    }
    this.#timer ??= setTimeout(() => {
      const note = this.#note = document.createElement("div");
      note.setAttribute("role", "status");
      // A page's own style does not reach it, nor its style the page.
      const inner = document.createElement("span");
      inner.textContent = "Reconnecting…";
      inner.style.cssText = "all:initial;position:fixed;z-index:2147483647;right:12px;bottom:12px;padding:6px 12px;border-radius:6px;"
        + "font:13px system-ui,sans-serif;color:#fff;background:rgba(32,32,32,.85)";
      note.attachShadow({ mode: "closed" }).append(inner);
      document.documentElement.append(note);
    }, patience);
  }
}
