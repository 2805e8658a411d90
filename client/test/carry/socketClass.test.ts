import { describe, expect, test } from "vitest";
import { Gateway } from "./gateway.ts";

describe("the constructor", () => {
  const { page } = new Gateway();
  const construct = page.Carried as unknown as new (...given: readonly unknown[]) => WebSocket;

  test.each([
    ["wss://app.example/feed", "wss://app.example/feed"], ["/feed?a=b", "wss://app.example/feed?a=b"], ["feed", "wss://app.example/board/feed"],
    ["https://app.example/feed", "wss://app.example/feed"], ["", "wss://app.example/board/"], ["wss://APP.example:443/a b", "wss://app.example/a%20b"],
  ])("takes %j for %j", (given, url) => {
    expect(new construct(given).url).toBe(url);
  });

  test.each([["https://[", undefined], ["ftp://app.example/", undefined], ["/feed#", undefined], ["/feed#a", undefined], ["/feed", ["a", "a"]], ["/feed", ""], ["/feed", "a b"], ["/feed", ["a,b"]]])(
    "says SyntaxError to %j with the subprotocols %j", (url, protocols) => {
      expect(() => new construct(url, protocols)).toThrow(expect.objectContaining({ name: "SyntaxError" }));
    });

  test("takes subprotocols that differ in case, as Chrome does", () => {
    expect(() => new construct("/feed", ["a", "A"])).not.toThrow();
  });

  test("says TypeError without an argument, and without new", () => {
    expect(() => new construct()).toThrow(TypeError);
    expect(() => (construct as unknown as () => void)()).toThrow(TypeError);
  });

  test("leaves sockets of other origins to the browser, and both are instances", () => {
    for (const url of ["wss://other.example/feed", "ws://app.example/feed", "wss://app.example:8443/feed"]) {
      const native = new construct(url);
      expect(native).toBeInstanceOf(page.WebSocket);
      expect(native).toBeInstanceOf(page.Carried);
    }

    expect(new construct("/feed")).toBeInstanceOf(page.Carried);
    expect({}).not.toBeInstanceOf(page.Carried);
  });

  test("may be extended", () => {
    class Mine extends page.Carried {
      get shout(): string { return this.url.toUpperCase(); }
    }
    const mine = new Mine("/feed");
    expect(mine.shout).toBe("WSS://APP.EXAMPLE/FEED");
    expect(mine).toBeInstanceOf(Mine);
    expect(mine).toBeInstanceOf(page.Carried);
    expect(new construct("/feed")).not.toBeInstanceOf(Mine);
    const other = new Mine("wss://other.example/feed");
    expect(other.shout).toBe("WSS://OTHER.EXAMPLE/FEED");
  });
});

test("the class has the shape of the standard's", () => {
  const { Carried } = new Gateway().page;
  expect([Carried.name, Carried.length, Object.prototype.toString.call(Carried.prototype)]).toEqual(["WebSocket", 1, "[object WebSocket]"]);
  expect([Carried.prototype.send.length, Carried.prototype.close.length]).toEqual([1, 0]);
  for (const target of [Carried, Carried.prototype])
    for (const [index, name] of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].entries())
      expect(Object.getOwnPropertyDescriptor(target, name)).toEqual({ value: index, enumerable: true, writable: false, configurable: false });
  for (const name of ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType", "send", "close", "onopen", "onmessage", "onerror", "onclose"])
    expect(Object.getOwnPropertyDescriptor(Carried.prototype, name)).toMatchObject({ enumerable: true, configurable: true });
  expect(() => Carried.prototype.readyState).toThrow(TypeError);
});
