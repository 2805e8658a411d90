import { afterEach, describe, expect, test } from "vitest";
import { FakeGateway } from "./carry/gateway.ts";

const gateways: FakeGateway[] = [];
const made = (seed?: number): FakeGateway => {
  const gateway = new FakeGateway(seed);
  gateways.push(gateway);
  return gateway;
};
afterEach(() => { for (const gateway of gateways.splice(0)) gateway.page.ends(); });

/** A socket of the page's, and what it told. */
function open(gateway: FakeGateway, url = "/feed", protocols?: string | string[]): { readonly socket: WebSocket; readonly told: unknown[] } {
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
  const over = (): FakeGateway => {
    const gateway = made();
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
