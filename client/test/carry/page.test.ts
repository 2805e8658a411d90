import { describe, expect, test } from "vitest";
import { Gateway } from "./gateway.ts";

/** A socket of the page's, and what it told. */
function open(gateway: Gateway, url = "/feed", protocols?: string | string[]): { readonly socket: WebSocket; readonly told: unknown[] } {
  const socket = new gateway.page.Carried(url, protocols);
  socket.binaryType = "arraybuffer";
  const told: unknown[] = [];
  socket.onopen = () => { told.push("open"); };
  socket.onmessage = ({ data }) => { told.push(data instanceof ArrayBuffer ? new Uint8Array(data) : data); };
  socket.onerror = () => { told.push("error"); };
  socket.onclose = ({ code, reason, wasClean }) => { told.push(`close ${code} ${reason} ${wasClean}`); };
  return { socket, told };
}

describe.each(["websocket", "stream", "sse", "poll"] as const)("over %s", transport => {
  const over = (): Gateway => {
    const gateway = new Gateway();
    if (transport !== "websocket") gateway.way.ws = "refused";
    gateway.way.holds = transport === "poll" ? ["stream", "sse"] : transport === "sse" ? ["stream"] : [];
    return gateway;
  };

  test("text and bytes go both ways", async () => {
    const gateway = over();
    const { socket, told } = open(gateway);
    gateway.onTold = (session, what) => { session.say(what as string); };
    await gateway.page.pass(4000);
    expect(gateway.page.carried).toEqual([transport]);
    socket.send("one");
    socket.send(Uint8Array.of(1, 2, 3));
    socket.send(new Blob(["blob"]));
    socket.send("après");
    await gateway.page.pass(1000);
    expect(told).toEqual(["open", "one", Uint8Array.of(1, 2, 3), Uint8Array.of(98, 108, 111, 98), "après"]);
    socket.close(3001, "bye");
    await gateway.page.pass(200);
    expect(gateway.session.told.at(-1)).toBe("close 3001 bye");
    expect(socket.readyState).toBe(2);
    gateway.session.close(3001, "bye");
    await gateway.page.pass(200);
    expect(told.at(-1)).toBe("close 3001 bye true");
    expect(gateway.page.carried).toEqual([]);
  });
});

describe("the constructor", () => {
  const { page } = new Gateway();
  const construct = page.Carried as unknown as new (...given: readonly unknown[]) => WebSocket;

  test.each([
    ["wss://app.example/feed", "wss://app.example/feed"], ["/feed?a=b", "wss://app.example/feed?a=b"], ["feed", "wss://app.example/board/feed"],
    ["https://app.example/feed", "wss://app.example/feed"], ["", "wss://app.example/board/"], ["wss://APP.example:443/a b", "wss://app.example/a%20b"],
  ])("takes %j for %j", (given, url) => {
    expect(new construct(given).url).toBe(url);
  });

  test.each([["https://[", undefined], ["ftp://app.example/", undefined], ["/feed#", undefined], ["/feed#a", undefined], ["/feed", ["a", "a"]], ["/feed", ["a", "A"]], ["/feed", ""], ["/feed", "a b"], ["/feed", ["a,b"]]])(
    "says SyntaxError to %j with the subprotocols %j", (url, protocols) => {
      expect(() => new construct(url, protocols)).toThrow(expect.objectContaining({ name: "SyntaxError" }));
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

describe("a socket", () => {
  const opened = async (): Promise<ReturnType<typeof open> & { readonly gateway: Gateway }> => {
    const gateway = new Gateway();
    const each = open(gateway);
    await gateway.page.pass(500);
    each.told.length = 0;
    return { ...each, gateway };
  };

  test("may send nothing before it is open", () => {
    const { socket } = open(new Gateway());
    expect([socket.readyState, socket.protocol, socket.extensions]).toEqual([0, "", ""]);
    expect(() => { socket.send("x"); }).toThrow(expect.objectContaining({ name: "InvalidStateError" }));
  });

  test.each([["text", "aé", 3], ["lone surrogates", "\ud800", 3], ["a buffer", new ArrayBuffer(5), 5], ["a view", new Uint8Array(9).subarray(2, 6), 4], ["a blob", new Blob(["abcdefg"]), 7]])(
    "counts %s until the network has it", async (_, data, size) => {
      const { socket, gateway } = await opened();
      socket.send(data);
      socket.send("z");
      expect(socket.bufferedAmount).toBe(size + 1);
      await gateway.page.pass(100);
      expect(socket.bufferedAmount).toBe(0);
      expect(gateway.session.told.at(-1)).toBe("z");
      expect(gateway.session.told.length).toBe(2);
    });

  test("sends what was given, whatever becomes of it afterwards", async () => {
    const { socket, gateway } = await opened();
    const bytes = Uint8Array.of(1, 2, 3);
    socket.send(bytes);
    socket.send(bytes.buffer);
    bytes.fill(9);
    socket.send("\ud800");
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3), "\ufffd"]);
  });

  test("counts what is sent too late, and keeps counting it", async () => {
    const { socket, gateway } = await opened();
    socket.close();
    socket.send("abc");
    expect([socket.readyState, socket.bufferedAmount]).toEqual([2, 3]);
    gateway.session.close(1000);
    await gateway.page.pass(100);
    socket.send("de");
    expect([socket.readyState, socket.bufferedAmount]).toEqual([3, 5]);
    expect(gateway.session.told).toEqual(["close without a code"]);
  });

  test.each([[999], [1001], [1005], [2999], [5000], [70000], [NaN], [0]])("may not close with %d", async code => {
    const { socket } = await opened();
    expect(() => { socket.close(code); }).toThrow(expect.objectContaining({ name: "InvalidAccessError" }));
    expect(socket.readyState).toBe(1);
  });

  test("may not give a reason of more than 123 bytes", async () => {
    const { socket } = await opened();
    expect(() => { socket.close(1000, "é".repeat(62)); }).toThrow(expect.objectContaining({ name: "SyntaxError" }));
    socket.close(1000, "é".repeat(61));
    expect(socket.readyState).toBe(2);
  });

  test("that is closed before it is open tells an error and a close", async () => {
    const gateway = new Gateway();
    const { socket, told } = open(gateway);
    socket.close();
    expect([socket.readyState, told]).toEqual([2, []]);
    await gateway.page.pass(1000);
    expect([socket.readyState, told]).toEqual([3, ["error", "close 1006  false"]]);
  });

  test("tells what the app closes with", async () => {
    const { socket, told, gateway } = await opened();
    gateway.session.say("last");
    gateway.session.close(4005, "über");
    await gateway.page.pass(100);
    expect([socket.readyState, told]).toEqual([3, ["last", "close 4005 über true"]]);
  });

  test("tells no error where the app's connection just ends", async () => {
    const { told, gateway } = await opened();
    gateway.session.say("last");
    gateway.session.end();
    await gateway.page.pass(100);
    expect(told).toEqual(["last", "close 1006  false"]);
  });

  test("fails where a text is no text", async () => {
    const { told, gateway } = await opened();
    gateway.session.write(Uint8Array.of(0x81, 1, 0xff));
    await gateway.page.pass(100);
    expect(told).toEqual(["error", "close 1006  false"]);
  });

  test("gives up on an app that does not answer a close for ten seconds", async () => {
    const { socket, told, gateway } = await opened();
    socket.close();
    await gateway.page.pass(9_900);
    expect(told).toEqual([]);
    await gateway.page.pass(200);
    expect(told).toEqual(["close 1006  false"]);
  });

  test("tells each message in a turn of its own, so that promises are heard between", async () => {
    const { socket, gateway } = await opened();
    const heard: unknown[] = [];
    const loop = (async () => {
      while (heard.length < 5) heard.push(await new Promise(resolve => { socket.onmessage = ({ data }) => { resolve(data); }; }));
    })();
    gateway.session.write(new Uint8Array(0));
    for (let index = 0; index < 5; index++) gateway.session.say(`${index}`);
    await gateway.page.pass(1000);
    await loop;
    expect(heard).toEqual(["0", "1", "2", "3", "4"]);
  });

  test("gives a message in the type that is wanted when it comes, and knows no other types", async () => {
    const { socket, gateway } = await opened();
    socket.binaryType = "nonsense" as BinaryType;
    expect(socket.binaryType).toBe("arraybuffer");
    socket.binaryType = "blob";
    let data: unknown;
    let origin = "";
    socket.onmessage = event => { [data, origin] = [event.data, event.origin]; };
    gateway.session.say(Uint8Array.of(7));
    await gateway.page.pass(100);
    expect(data).toBeInstanceOf(Blob);
    expect(new Uint8Array(await (data as Blob).arrayBuffer())).toEqual(Uint8Array.of(7));
    expect(origin).toBe("wss://app.example");
  });

  test("calls handlers in the order in which they were first set", async () => {
    const { socket, gateway } = await opened();
    const heard: string[] = [];
    socket.onmessage = () => { heard.push("never"); };
    socket.addEventListener("message", () => { heard.push("listener"); });
    socket.onmessage = () => { heard.push("handler"); };
    gateway.session.say("x");
    await gateway.page.pass(100);
    expect(heard).toEqual(["handler", "listener"]);
    socket.onmessage = 7 as never;
    expect(socket.onmessage).toBeNull();
  });

  test("that something has carried once is never taken for one of another kind of server", async () => {
    const { told, gateway } = await opened();
    const { sessions } = gateway;
    gateway.strange = true;
    gateway.cut();
    await gateway.page.pass(100);
    gateway.strange = false;
    await gateway.page.pass(30_000);
    gateway.session.say("back");
    await gateway.page.pass(100);
    expect([sessions.size, told, gateway.requests.includes("native")]).toEqual([1, ["back"], false]);
  });

  test("of a path that nothing carries is the browser's own", async () => {
    const gateway = new Gateway();
    gateway.way.ws = "refused";
    gateway.answer = { off: true };
    open(gateway);
    await gateway.page.pass(1000);
    expect(gateway.requests.slice(0, 3)).toEqual(["ws", "open", "native"]);
  });

  test("that the app refuses tells an error and a close", async () => {
    const gateway = new Gateway();
    gateway.way.ws = "refused";
    gateway.answer = { refused: 403 };
    const { told } = open(gateway);
    await gateway.page.pass(1000);
    expect(told).toEqual(["error", "close 1006  false"]);
  });
});

describe.each(["ok", "refused"] as const)("a page whose WebSockets are %s", ws => {
  const carried = async (): Promise<ReturnType<typeof open> & { readonly gateway: Gateway }> => {
    const gateway = new Gateway();
    gateway.way.ws = ws;
    const each = open(gateway);
    await gateway.page.pass(1000);
    gateway.requests.length = 0;
    return { ...each, gateway };
  };

  test("stays away for as long as the gateway says, whatever happens meanwhile", async () => {
    const { gateway, told } = await carried();
    gateway.session.holder?.wait(7000);
    await gateway.page.pass(6000);
    gateway.page.hub.rouse();
    await gateway.page.pass(900);
    expect(gateway.requests).toEqual([]);
    gateway.session.say("back");
    await gateway.page.pass(1000);
    expect(told).toEqual(["open", "back"]);
  });

  test("comes back at once where it is seen, and where it is not a while later", async () => {
    const { gateway } = await carried();
    gateway.cut();
    await gateway.page.pass(1);
    expect(gateway.requests.length).toBeGreaterThan(0);
    await gateway.page.pass(2000);
    expect(gateway.page.hub.isAway).toBe(false);
  });

  test("finds a dead way within two heartbeats", async () => {
    const { gateway, told } = await carried();
    gateway.session.holder = undefined;
    gateway.session.say("unheard");
    await gateway.page.pass(2 * gateway.heartbeat + 1000);
    expect(told).toEqual(["open", "unheard"]);
  });
});

describe("time to the first message", () => {
  test.each([
    ["refused", [], 300], ["silent", [], 1300], ["swallowed", [], 1300], ["cut", [], 300], ["silent", ["stream"], 2500], ["silent", ["stream", "sse"], 3500],
  ] as const)("is short where WebSockets are %s and %j held back", async (ws, holds, most) => {
    const gateway = new Gateway();
    Object.assign(gateway.way, { ws, holds });
    const { told } = open(gateway);
    await gateway.page.pass(100);
    for (const session of gateway.sessions.values()) session.say("first");
    for (let passed = 100; passed < most && !told.includes("first"); passed += 50) {
      await gateway.page.pass(50);
      if (gateway.sessions.size > 0 && gateway.session.down.length === 0) gateway.session.say("first");
    }

    expect(told).toEqual(["open", "first"]);
  });
});

test("fifty sockets of a page need no more than two streams at once", async () => {
  const gateway = new Gateway();
  Object.assign(gateway.way, { ws: "silent" });
  const all = Array.from({ length: 50 }, (_, index) => open(gateway, `/feed?n=${index}`));
  await gateway.page.pass(5000);
  for (const session of gateway.sessions.values()) session.say("x");
  await gateway.page.pass(1000);
  expect(all.map(({ told }) => told)).toEqual(all.map(() => ["open", "x"]));
  expect(gateway.mostStreams).toBeLessThanOrEqual(2);
});
