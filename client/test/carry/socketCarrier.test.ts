import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, frameOf } from "../../src/carry/frames.ts";
import { ack, hello, piece } from "./made.ts";
import { Page, greeting, opened, said } from "./page.ts";

describe("a WebSocket that takes over", () => {
  test("while ways over HTTP are still tried has the session alone", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(100);
    const stream = page.world.request("stream");
    page.world.socket.open().says(greeting);
    await page.world.pass(0);
    expect(page.carrier).toBe("websocket");
    expect(stream.isAborted).toBe(true);
    page.world.clock.setTimer(() => { page.world.socket.says("beat"); }, 12_000);
    await page.world.pass(24_000);
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000");
  });

  test("brings again what has come over HTTP since its hello, and it counts once", async () => {
    const page = await new Page().viaStream();
    page.world.socket.open();
    page.world.request("stream").writes(piece(0, 0, said("one")));
    await page.world.pass(0);
    page.world.socket.says(greeting).says(joined([said("one"), said("two")]));
    await page.world.pass(0);
    expect(page.told.messages).toEqual(["one", "two"]);
  });

  test("goes on behind what was acknowledged over HTTP since its hello", async () => {
    const page = await new Page().viaStream();
    page.world.socket.open();
    page.world.request("stream").writes(piece(0, 0, said("one")));
    await page.world.pass(0);
    page.world.socket.says(greeting).says("at 5").says(said("two"));
    await page.world.pass(0);
    expect(page.told.messages).toEqual(["one", "two"]);
  });

  test("says where it goes on when an acknowledgement comes over HTTP of what it has not sent yet", async () => {
    const page = await new Page().viaStream();
    page.session.send(binary, new Uint8Array(28));
    await page.world.pass(0);
    page.world.socket.open().says("hello a 0 25000 10 60000");
    page.world.request("up").begins().writes(joined([hello, ack(0, 20)])).ends();
    await page.world.pass(0);
    page.session.send(binary, new Uint8Array(8));
    await page.world.pass(0);
    expect(page.world.socket.sent.slice(1).map(each => typeof each === "string" ? each : each.length)).toEqual([10, "at 20", 10]);
  });
});

describe("a WebSocket that the gateway does not take for the page's", () => {
  test("leaves the session to the stream that carries it", async () => {
    const page = await new Page().viaStream();
    page.world.sockets[0]!.open().says("gone");
    await page.world.pass(0);
    page.world.requests.filter(({ verb }) => verb === "stream")[0]!.writes(piece(0, 0, said("one")));
    await page.world.pass(0);
    expect(page.told.all).toEqual(["opened"]);
    expect(page.told.messages).toEqual(["one"]);
  });

  test("leaves it to what is under way over HTTP", async () => {
    const page = new Page();
    await page.world.pass(1_500);
    page.world.sockets[0]!.open().says("gone");
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    expect(page.told.all).toEqual(["opened"]);
    expect(page.world.request("stream").isAborted).toBe(false);
  });

  test("is followed by another one where it had worked, and that decides", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.says("gone");
    await page.world.pass(0);
    expect(page.world.sockets.length).toBe(2);
    page.world.socket.open().says("gone");
    await page.world.pass(0);
    expect(page.told.all).toEqual(["opened", "closed 1006"]);
  });
});

describe("what is sent", () => {
  test("waits for the gateway's hello, and goes on from where that says it is", async () => {
    const page = await new Page().viaSocket();
    page.session.send(binary, Uint8Array.of(1, 2, 3));
    await page.world.pass(0);
    expect(page.world.socket.sent.at(-1)).toEqual(Uint8Array.of(0x82, 3, 1, 2, 3));
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.socket.open().says("hello a 2 25000 1048576 60000");
    await page.world.pass(0);
    expect(page.world.socket.sent.at(-1)).toEqual(Uint8Array.of(1, 2, 3));
    page.world.socket.says("ack 5");
    expect([page.session.out.start, page.session.out.waiting]).toEqual([5, 0]);
  });

  test("counts as waiting until the browser has let it go, without what is sent besides it", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.bufferedAmount = 200_000;
    page.session.send(binary, new Uint8Array(10));
    page.session.send(binary, new Uint8Array(100_000));
    await page.world.pass(0);
    const waiting = (left: number): number => {
      page.world.socket.bufferedAmount = left;
      page.session.carrier!.tell();
      return page.session.out.waiting;
    };
    const [frames, piece] = [12 + 100_010, 65_536];
    expect([frames + 22, frames, frames - piece + 1, frames - piece, 1, 0].map(waiting)).toEqual([100_010, 100_010, 100_010, frames - piece, frames - piece, 0]);
  });

  test("stays waiting where its carrier dies before the browser has let it go", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.bufferedAmount = 1_000_000;
    page.session.send(binary, new Uint8Array(10));
    await page.world.pass(0);
    page.world.socket.ends();
    expect(page.session.out.waiting).toBe(10);
    await page.world.pass(0);
    page.world.socket.open().says("hello a 12 25000 1048576 60000");
    expect(page.session.out.waiting).toBe(0);
  });

  test("is no more than the buffer allows until it is acknowledged", async () => {
    const page = new Page();
    page.world.socket.open().says("hello a 0 25000 1000 60000");
    page.session.send(binary, new Uint8Array(1_500));
    await page.world.pass(0);
    const bytes = (): number => page.world.socket.sent.reduce((sum, each) => sum + (typeof each === "string" ? 0 : each.length), 0);
    expect(bytes()).toBe(1_000);
    page.world.socket.says("ack 250");
    expect(bytes()).toBe(1_250);
  });

  test.each([[128 * 1_024, 0], [1_000, 2_000]])("is acknowledged: %i bytes after %i ms", async (size, after) => {
    const page = await new Page().viaSocket();
    page.world.socket.says(frameOf(binary, new Uint8Array(size)));
    await page.world.pass(Math.max(0, after - 1));
    const early = page.world.socket.sent.length;
    await page.world.pass(1);
    expect(page.world.socket.sent.at(-1)).toBe(`ack ${size + (size < 65_536 ? 4 : 10)}`);
    if (after > 0) expect(page.world.socket.sent.length).toBe(early + 1);
  });
});
