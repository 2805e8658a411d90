import type { Channel, Notice } from "./channel.ts";

/** All that the script touches of the world. */
export interface World {
  readonly WebSocket: typeof WebSocket;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds, on a clock that only goes forward. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds. Returns what cancels it. */
  readonly setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Draws a number from 0 up to, but not, 1. */
  readonly chance: () => number;
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Whether somebody looks at the page and the network is there: then a drop is mended at once. */
  readonly isRoused: () => boolean;
  /** Calls back in a task of its own, in order, however the page is throttled. */
  readonly soon: (callback: () => void) => void;
  /** Joins the other pages of the origin, where they have to share the browser's connections. */
  readonly channel: (hear: (notice: Notice) => void) => Channel | undefined;
}

/** The world of a page or a worker. */
export function worldOf(scope: typeof globalThis): World {
  // Timers of hidden pages come once a minute; messages come at once.
  const waiting: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  return {
    WebSocket: scope.WebSocket,
    fetch: scope.fetch.bind(scope),
    now: () => performance.now(),
    setTimer(callback, milliseconds) {
      const timer = setTimeout(callback, milliseconds);
      return () => { clearTimeout(timer); };
    },
    chance: Math.random,
    random: bytes => crypto.getRandomValues(new Uint8Array(bytes)),
    isRoused: () => scope.navigator.onLine !== false && scope.document?.visibilityState !== "hidden",
    soon(callback) {
      waiting.push(callback);
      channel.port2.postMessage(0);
    },
    channel(hear) {
      // HTTP/2 and 3 have streams enough in one connection.
      const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      if (typeof BroadcastChannel !== "function" || /^h[23]/.test(page?.nextHopProtocol ?? "")) return undefined;
      const shared = new BroadcastChannel("wayleave");
      shared.onmessage = event => { hear(event.data as Notice); };
      return { say: notice => { shared.postMessage(notice); }, close: () => { shared.close(); } };
    },
  };
}
