import type { Fetch } from "./lines/http.ts";
import type { SocketLike } from "./lines/socket.ts";
import { longestTimer } from "./protocol/limits.ts";

/** All that the client touches of the world. */
export interface Environment {
  readonly openSocket: (url: string) => SocketLike;
  readonly fetch: Fetch;
  /** Milliseconds, on a clock that only goes forward. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds, or sooner where they are very many. Returns what cancels it. */
  readonly setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Draws a number from 0 up to, but not, 1. */
  readonly chance: () => number;
  /** The page's address; undefined: there is no page. */
  readonly page: string | undefined;
  /** Calls back whenever the network is back, or the page is shown or hidden. Returns what ends it. */
  readonly onRoused: (callback: () => void) => () => void;
  readonly warn: (words: unknown) => void;
  /** An error of whoever was called back: it is theirs to hear of, and stops nothing here. */
  readonly report: (error: unknown) => void;
}

/** The world of a page, or of a worker or a server that has the same. */
export const browser: Environment = {
  openSocket: url => new WebSocket(url),
  fetch: (url, init) => fetch(url, init),
  now: () => performance.now(),
  setTimer(callback, milliseconds) {
    const timer = setTimeout(callback, Math.min(milliseconds, longestTimer));
    return () => { clearTimeout(timer); };
  },
  chance: Math.random,
  // A page may change its address without being loaded anew.
  get page() { return globalThis.location?.href; },
  onRoused(callback) {
    const over = new AbortController();
    // Also when it is hidden: from then on timers are late, and a pause would be a long one. Node.js has no such events.
    for (const type of ["online", "pageshow", "visibilitychange"]) globalThis.addEventListener?.(type, callback, { signal: over.signal });
    return () => { over.abort(); };
  },
  warn: words => { console.warn(words); },
  report: error => { queueMicrotask(() => { throw error; }); },
};
