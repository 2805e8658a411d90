import { describe, expect, test } from "vitest";
import type { OpenedSocket } from "./browserPage.ts";
import { Gateway } from "./gateway.ts";

describe("a socket", () => {
  const opened = async (): Promise<OpenedSocket & { readonly gateway: Gateway }> => {
    const gateway = new Gateway();
    const each = gateway.page.open();
    await gateway.page.pass(500);
    each.told.length = 0;
    return { ...each, gateway };
  };

  test("may send nothing before it is open", () => {
    const { socket } = new Gateway().page.open();
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

  test("fails where a blob cannot be read, as nothing behind it may come without it", async () => {
    const { socket, told, gateway } = await opened();
    const lost = new Blob(["lost"]);
    lost.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    socket.send("one");
    socket.send(lost);
    socket.send("two");
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual(["one"]);
    expect(told).toEqual(["error", "close 1006  false"]);
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
    const { socket, told } = gateway.page.open();
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
