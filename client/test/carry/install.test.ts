import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { install } from "../../src/carry/install.ts";
import { FarSocket } from "./farSocket.ts";
import { greeting } from "./page.ts";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** What a script finds in a page or worker of an origin, at an address. */
function scopeOf(origin: string, href: string): typeof globalThis {
  class Native extends EventTarget {
    readonly url: string;

    constructor(url: string) {
      super();
      this.url = `native ${url}`;
    }
  }

  const { protocol, host } = new URL(href);
  return { origin, location: { href, protocol, host }, WebSocket: Native, fetch, navigator: {}, addEventListener() { /* Nothing happens there. */ }, removeEventListener() { /* Nor there. */ } } as unknown as typeof globalThis;
}

test.each([
  ["a page", "https://app.example", "https://app.example/board/", true],
  ["a worker that is made of a blob", "https://app.example", "blob:https://app.example/9115d58c", true],
  ["a sandbox, whose address is as any other's", "null", "https://app.example/board/", false],
  ["a file", "null", "file:///board.html", false],
])("in %s the class is put in the place of the browser's own if there is an origin to carry to", (_, origin, href, isCarried) => {
  const scope = scopeOf(origin, href);
  install(scope);
  expect("wayleave" in scope.WebSocket).toBe(isCarried);
  const socket = new scope.WebSocket("wss://other.example/feed");
  expect(socket.url).toBe("native wss://other.example/feed");
});

test("a worker that is made of a blob carries sockets to the host of its page", () => {
  const scope = scopeOf("https://app.example", "blob:https://app.example/9115d58c");
  install(scope);
  expect(new scope.WebSocket("wss://app.example/feed").url).toBe("wss://app.example/feed");
});

test.each<[string, (page: EventTarget) => void]>([
  ["loaded", page => { page.dispatchEvent(new Event("pageshow")); }],
  ["there already", () => { vi.advanceTimersByTime(10_000); }],
])("what a page says as it is left comes before the word that it is left, where it has listened since it was %s", async (_, happens) => {
  const heard: unknown[] = [];
  class Native extends FarSocket {
    constructor(url: string, protocols: readonly string[] = []) {
      super(url, protocols, 0);
      this.onSent = data => { heard.push(typeof data === "string" ? data.split(" ")[0] : new TextDecoder().decode(data.subarray(2))); };
      queueMicrotask(() => { this.open().says(greeting); });
    }
  }

  const page = new EventTarget();
  const events = { addEventListener: page.addEventListener.bind(page), removeEventListener: page.removeEventListener.bind(page) };
  const scope = Object.assign(page, { ...scopeOf("https://app.example", "https://app.example/"), ...events, WebSocket: Native }) as unknown as typeof globalThis;
  install(scope);
  const socket = new scope.WebSocket("wss://app.example/feed");
  await new Promise(resolve => { socket.onopen = resolve; });
  page.addEventListener("pagehide", () => { socket.send("bye"); });
  happens(page);
  page.dispatchEvent(new Event("pagehide"));
  await Promise.resolve();
  expect(heard).toEqual(["hello", "bye", "leave"]);
});
