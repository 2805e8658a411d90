import { describe, expect, test } from "vitest";
import { Gateway, openedSocket } from "./gateway.ts";
import { reported } from "./node.ts";

describe("a socket", () => {
  test("fails where a text is no text", async () => {
    const { told, gateway } = await openedSocket();
    gateway.session.write(Uint8Array.of(0x81, 1, 0xff));
    await gateway.page.pass(100);
    expect(told).toEqual(["error", "close 1006  false"]);
  });

  test("tells each message in a turn of its own, so that promises are heard between", async () => {
    const { socket, gateway } = await openedSocket();
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
    const { socket, gateway } = await openedSocket();
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
    const { socket, gateway } = await openedSocket();
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

  test("reports what listeners throw, and tells the others and whatever comes next", async () => {
    const { socket, gateway } = await openedSocket();
    const heard: unknown[] = [];
    for (const type of ["message", "close"] as const) {
      socket[`on${type}`] = () => { throw new Error(`on${type}`); };
      socket.addEventListener(type, () => { throw new Error(type); });
      socket.addEventListener(type, event => { heard.push(event instanceof MessageEvent ? event.data : event.type); });
    }
    const errors = await reported(async () => {
      gateway.session.say("one");
      gateway.session.say("two");
      await gateway.page.pass(100);
      expect(gateway.page.carried).toEqual(["websocket"]);
      socket.send("answer");
      gateway.session.close(1000);
      await gateway.page.pass(100);
    });
    expect(heard).toEqual(["one", "two", "close"]);
    expect(errors).toEqual(["onmessage", "message", "onmessage", "message", "onclose", "close"]);
    expect(gateway.session.told).toEqual(["answer"]);
    expect(gateway.requests).toEqual(["ws"]);
  });

  test("that something has carried once is never taken for one of another kind of server", async () => {
    const { told, gateway } = await openedSocket();
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
    gateway.page.open();
    await gateway.page.pass(1000);
    expect(gateway.requests.slice(0, 3)).toEqual(["ws", "open", "native"]);
  });

  test("that the app refuses tells an error and a close", async () => {
    const gateway = new Gateway();
    gateway.way.ws = "refused";
    gateway.answer = { refused: 403 };
    const { told } = gateway.page.open();
    await gateway.page.pass(1000);
    expect(told).toEqual(["error", "close 1006  false"]);
  });
});
