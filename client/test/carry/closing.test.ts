import { describe, expect, test } from "vitest";
import { Gateway, openedSocket } from "./gateway.ts";

describe("a socket", () => {
  test.each([[999], [1001], [1005], [2999], [5000], [70000], [NaN], [0]])("may not close with %d", async code => {
    const { socket } = await openedSocket();
    expect(() => { socket.close(code); }).toThrow(expect.objectContaining({ name: "InvalidAccessError" }));
    expect(socket.readyState).toBe(1);
  });

  test("may not give a reason of more than 123 bytes", async () => {
    const { socket } = await openedSocket();
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
    const { socket, told, gateway } = await openedSocket();
    gateway.session.say("last");
    gateway.session.close(4005, "über");
    await gateway.page.pass(100);
    expect([socket.readyState, told]).toEqual([3, ["last", "close 4005 über true"]]);
  });

  test("tells no error where the app's connection just ends", async () => {
    const { told, gateway } = await openedSocket();
    gateway.session.say("last");
    gateway.session.end();
    await gateway.page.pass(100);
    expect(told).toEqual(["last", "close 1006  false"]);
  });

  test("gives up on an app that does not answer a close for ten seconds", async () => {
    const { socket, told, gateway } = await openedSocket();
    socket.close();
    await gateway.page.pass(9_900);
    expect(told).toEqual([]);
    await gateway.page.pass(200);
    expect(told).toEqual(["close 1006  false"]);
  });

  test("tells code 1005 where the app closes without a code", async () => {
    const { socket, told, gateway } = await openedSocket();
    gateway.session.close();
    await gateway.page.pass(100);
    expect([socket.readyState, told]).toEqual([3, ["close 1005  true"]]);
  });

  test.each<[string, [code?: number | undefined, reason?: string]]>([
    ["close without a code", []], ["close without a code", [undefined, ""]], ["close 1000 ", [1000]], ["close 4999 bye", [4999, "bye"]], ["close 1000 bye", [undefined, "bye"]],
  ])("tells the app %j", async (expected, given) => {
    const { socket, told, gateway } = await openedSocket();
    socket.close(...given);
    socket.close(3000, "again");
    await gateway.page.pass(100);
    expect(gateway.session.told).toEqual([expected]);
    gateway.session.close();
    await gateway.page.pass(100);
    expect(told).toEqual(["close 1005  true"]);
  });
});
