import { describe, expect, test } from "vitest";
import { joined, type Bytes } from "../../src/carry/bytes.ts";
import { binary, close, closePayload, frameOf, text } from "../../src/carry/frames.ts";
import { Hub } from "../../src/carry/hub.ts";
import { item } from "../../src/carry/items.ts";
import type { Session } from "../../src/carry/session.ts";
import { ack, beat, end, gone, hello, listed, over, padding, piece, wait } from "./made.ts";
import { CarryWorld, Told } from "./scripted.ts";

const url = "wss://app.example/ws?room=1";
const greeting = "hello a 0 25000 1048576";
const opened = JSON.stringify({ node: "a", protocol: "", heartbeat: 25_000, buffer: 1 << 20 });
const said = (words: string): Bytes => frameOf(text, new TextEncoder().encode(words));

/** A page with one socket. */
class Page {
  readonly world = new CarryWorld();
  readonly hub = new Hub(this.world, () => {});
  readonly told = new Told();
  readonly session: Session;

  constructor(protocols: readonly string[] = []) { this.session = this.hub.open(url, protocols, this.told); }

  /** The carrier that has the socket. */
  get carrier(): string | undefined { return this.session.carrier?.name; }

  /** Its WebSocket works. */
  async viaSocket(): Promise<this> {
    this.world.socket.open().says(greeting);
    await this.world.pass(0);
    return this;
  }

  /** It is carried over HTTP, by a stream that works. */
  async viaStream(): Promise<this> {
    await this.world.pass(1_000);
    this.world.request("open").answers(opened);
    await this.world.pass(0);
    this.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    await this.world.pass(0);
    return this;
  }

  /** From now on everything fails at once. Returns the times at which it is tried. */
  failing(): number[] {
    const times: number[] = [];
    this.world.onSocket = socket => {
      times.push(socket.at);
      this.world.soon(() => { socket.ends(); });
    };
    this.world.onRequest = request => { request.cut(); };
    return times;
  }
}

describe("attempts overlap", () => {
  test("a WebSocket that says hello within a second is all there is", async () => {
    const page = new Page();
    await page.world.pass(990);
    page.world.socket.open().says(greeting);
    await page.world.pass(45_000);
    expect(page.world.asked).toBe("ws@0");
    expect(page.told.all).toEqual(["opened"]);
    expect(page.carrier).toBe("websocket");
  });

  test("one that is not answered has HTTP beside it after a second, and each way its second", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(2_500);
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000 sse@2000 poll@3000");
    expect(page.told.all).toEqual(["opened"]);
  });

  test("one that is refused has HTTP behind it at once", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    expect(page.world.asked).toBe("ws@0 open@0 stream@0");
  });

  test("a stream that is held back behind its padding does not count, one that goes on does", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    const stream = page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding]));
    await page.world.pass(900);
    expect(page.carrier).toBeUndefined();
    stream.writes(beat);
    await page.world.pass(5_000);
    expect(page.carrier).toBe("stream");
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000");
  });

  test("a way that fails gives place to the next at once", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    page.world.request("stream").cut();
    await page.world.pass(0);
    page.world.request("sse").answers("not found", 404);
    await page.world.pass(0);
    page.world.request("poll").begins().writes(joined([hello, ack(0, 0), over])).ends();
    await page.world.pass(0);
    expect(page.carrier).toBe("poll");
    expect(page.world.asked).toMatch(/^ws@0 open@1000 stream@1000 sse@1000 poll@1000 poll@1000/);
  });

  test("a WebSocket that says hello late takes over, and the stream is dropped", async () => {
    const page = await new Page().viaStream();
    page.world.socket.open().says(greeting);
    await page.world.pass(0);
    expect(page.carrier).toBe("websocket");
    expect(page.world.request("stream").isAborted).toBe(true);
  });

  test("the next socket of a page that has learnt so does not wait for a WebSocket", async () => {
    const page = await new Page().viaStream();
    const next = new Told();
    page.hub.open(url, [], next);
    await page.world.pass(0);
    expect(page.world.request("open").at).toBe(1_000);
    expect(page.world.request("open").names[1]).toBe("a");
    expect(page.world.sockets.length).toBe(1);
  });

  test("what did not work is tried again after a minute, then ever more rarely", async () => {
    const page = await new Page().viaStream();
    page.world.onRequest = request => {
      if (request.verb === "up") request.begins().ends();
      else request.begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
    };
    for (let minutes = 0; minutes < 40; minutes++)
      for (let second = 0; second < 60; second += 10) {
        page.world.request("stream").writes(beat);
        await page.world.pass(10_000);
      }
    const times = page.world.sockets.map(({ at }) => at);
    // Each attempt has 10 s to fail.
    expect(times.slice(1).map((at, index) => Math.floor((at - times[index]!) / 60_000))).toEqual([1, 2, 4, 8, 15]);
  });
});

describe("a drop", () => {
  test("is mended at once, then ever more slowly, up to 20 s", async () => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.draw = () => 1 - 1e-9;
    page.world.socket.ends();
    await page.world.pass(200_000);
    const waits = times.slice(1, 9).map((at, index) => Math.round((at - times[index]!) / 100) / 10);
    expect(times[0]).toBe(0);
    expect(waits).toEqual([1, 2, 4, 8, 16, 20, 20, 20]);
  });

  test.each([[0.25, [0, 250, 500, 1_000]], [0.5, [0, 500, 1_000, 2_000]]])("is mended after a time that is drawn (%d)", async (draw, expected) => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.draw = () => draw;
    page.world.socket.ends();
    await page.world.pass(20_000);
    expect(times.slice(0, 4).map((at, index) => Math.round(at - (times[index - 1] ?? 0)))).toEqual(expected);
  });

  test("of a page that nobody sees is not mended at once", async () => {
    const page = await new Page().viaSocket();
    const times = page.failing();
    page.world.roused = false;
    page.world.socket.ends();
    await page.world.pass(2_000);
    expect(times[0]).toBe(500);
  });

  test("is mended as soon as the page is roused", async () => {
    const page = await new Page().viaSocket();
    page.world.roused = false;
    page.world.socket.ends();
    await page.world.pass(100);
    expect(page.world.sockets.length).toBe(1);
    page.hub.rouse();
    expect(page.world.sockets.length).toBe(2);
  });

  test("is noticed after two heartbeats of silence", async () => {
    const page = await new Page().viaSocket();
    await page.world.pass(49_999);
    expect(page.carrier).toBe("websocket");
    expect(page.world.socket.sent.filter(words => words === "beat").length).toBeGreaterThan(1);
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 ws@50000");
    expect(page.world.sockets[0]!.readyState).toBe(2);
  });

  test("of a stream is noticed after two heartbeats of silence, and others are asked for", async () => {
    const page = await new Page().viaStream();
    page.world.onRequest = request => { if (request.verb === "up") request.cut(); };
    const [first] = page.world.requests.filter(({ verb }) => verb === "stream");
    await page.world.pass(51_000);
    expect(first!.isAborted).toBe(true);
    expect(page.world.request("stream")).not.toBe(first);
  });

  test("that came with a sleep is noticed when the page is roused", async () => {
    const page = await new Page().viaSocket();
    await page.world.sleep(51_000);
    page.hub.rouse();
    await page.world.pass(0);
    expect(page.world.sockets.length).toBe(2);
  });

  test("of a resumed socket asks its node, says what it has, and for the subprotocol that was agreed on", async () => {
    const page = new Page(["chat", "other"]);
    page.world.socket.open("other").says(greeting).says(said("one"));
    await page.world.pass(0);
    page.world.socket.ends();
    await page.world.pass(0);
    const { socket } = page.world;
    expect(socket.verb).toBe(`ws.${page.session.name}.a`);
    expect(socket.protocols).toEqual(["other"]);
    socket.open("other");
    expect(socket.sent[0]).toMatch(/^hello \S{22} 5$/);
    expect(page.told.messages).toEqual(["one"]);
  });
});

describe("a gateway that asks to wait", () => {
  test("over a WebSocket is not asked earlier", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.says("wait 7000").ends();
    await page.world.pass(6_999);
    expect(page.world.asked).toBe("ws@0");
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 ws@7000");
  });

  test("to open is not asked earlier", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").answers(JSON.stringify({ wait: 5_000 }));
    await page.world.pass(4_999);
    expect(page.world.asked).toBe("ws@0 open@0");
    await page.world.pass(1);
    expect(page.world.sockets.length).toBe(2);
  });

  // It knows when the page's turn is; with chance on top, the page would come behind those whose turn is later.
  test("is asked just then, however often it says so", async () => {
    const page = new Page();
    const times: number[] = [];
    page.world.onSocket = socket => {
      times.push(socket.at);
      page.world.soon(() => { socket.open().says("wait 1500").ends(); });
    };
    page.world.socket.open().says("wait 1500").ends();
    await page.world.pass(12_000);
    expect(times).toEqual([1_500, 3_000, 4_500, 6_000, 7_500, 9_000, 10_500, 12_000]);
  });

  test("over HTTP is not asked earlier", async () => {
    const page = await new Page().viaStream();
    page.world.onRequest = request => { request.cut(); };
    page.world.request("stream").writes(wait(9_000)).ends();
    await page.world.pass(0);
    const failed = page.world.asked;
    await page.world.pass(8_900);
    expect(page.world.asked).toBe(failed);
    await page.world.pass(200);
    expect(page.world.asked.length).toBeGreaterThan(failed.length);
    // No other way is tried meanwhile.
    expect(failed).toMatch(/stream@1000$/);
  });
});

describe("an end", () => {
  test.each<[string, string]>([["refused 403", "closed 1006 failed"], ["gone", "closed 1006"]])("that is said instead of hello: %s", async (words, expected) => {
    const page = new Page();
    page.world.socket.open().says(words).ends();
    await page.world.pass(60_000);
    expect(page.told.all).toEqual([expected]);
    expect(page.world.asked).toBe("ws@0");
  });

  test("without a close frame is a drop for the page", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.says(said("last")).says("end");
    await page.world.pass(60_000);
    expect(page.told.messages).toEqual(["last"]);
    expect(page.told.all).toEqual(["opened", "closed 1006"]);
    expect(page.world.asked).toBe("ws@0");
  });

  test("with a close frame says its code, and is acknowledged", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.says(frameOf(close, closePayload(4_001, "done")));
    await page.world.pass(60_000);
    expect(page.told.all).toEqual(["opened", "closed 4001 done clean"]);
    expect(page.world.socket.sent.at(-1)).toBe("ack 8");
    expect(page.world.socket.readyState).toBe(2);
  });

  test.each<[string, string]>([
    [JSON.stringify({ refused: 403 }), "closed 1006 failed"], [JSON.stringify({ gone: true }), "closed 1006"], [JSON.stringify({ off: true }), "foreign"],
    ["<html>not found</html>", "foreign"], [JSON.stringify({ hello: 1 }), "foreign"],
  ])("that open is answered with: %s", async (answer, expected) => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").answers(answer);
    await page.world.pass(60_000);
    expect(page.told.all).toEqual([expected]);
    expect(page.world.asked).toBe("ws@0 open@0");
  });

  test.each(["welcome", said("welcome")])("of carrying, where a server of another kind answers", async words => {
    const page = new Page();
    page.world.socket.open().says(words);
    await page.world.pass(60_000);
    expect(page.told.all).toEqual(["foreign"]);
    expect(page.world.asked).toBe("ws@0");
  });

  test("over HTTP", async () => {
    for (const [word, expected] of [[end(0), "closed 1006"], [gone(0), "closed 1006"]] as const) {
      const page = await new Page().viaStream();
      page.world.request("stream").writes(piece(0, 0, said("last"))).writes(word);
      await page.world.pass(0);
      expect(page.told.messages).toEqual(["last"]);
      expect(page.told.all).toEqual(["opened", expected]);
    }
  });

  test("of the handshake, where none of the subprotocols was agreed on", async () => {
    const page = new Page(["chat"]);
    page.world.socket.open("").says(greeting);
    await page.world.pass(0);
    expect(page.told.all).toEqual(["closed 1006 failed"]);
  });
});

describe("a page that is left", () => {
  test("says so over its WebSocket", async () => {
    const page = await new Page().viaSocket();
    page.hub.leave();
    expect(page.world.socket.sent.at(-1)).toBe("leave");
    expect(page.world.socket.readyState).toBe(2);
    await page.world.pass(120_000);
    expect(page.world.asked).toBe("ws@0");
  });

  test("says so in one request that outlives it, for all that HTTP carries", async () => {
    const page = await new Page().viaStream();
    page.hub.leave();
    const { init, body } = page.world.request("up");
    expect(init.keepalive).toBe(true);
    const { sessions, rest } = listed(body);
    expect(sessions.length).toBe(1);
    expect([...rest]).toEqual([item.leave, 0]);
    expect(page.world.request("stream").isAborted).toBe(true);
    const { asked } = page.world;
    await page.world.pass(120_000);
    expect(page.world.asked).toBe(asked);
  });

  test("brings what may not have come yet, before it says so", async () => {
    const page = await new Page().viaStream();
    page.session.send(text, new TextEncoder().encode("one"));
    page.session.send(text, new TextEncoder().encode("two"));
    page.hub.leave();
    const { rest } = listed(page.world.request("up").body);
    expect(rest).toEqual(joined([piece(0, 0, joined([said("one"), said("two")])), Uint8Array.of(item.leave, 0)]));
  });

  test("brings no more than a browser lets a request bring that outlives its page", async () => {
    const page = await new Page().viaStream();
    page.session.send(binary, new Uint8Array(100_000));
    page.hub.leave();
    expect(page.world.request("up").body.length).toBeGreaterThan(40_000);
    expect(page.world.request("up").body.length).toBeLessThan(65_536);
  });

  test("says so of a socket that is being opened", async () => {
    const page = new Page();
    await page.world.pass(500);
    page.hub.leave();
    const { init, body } = page.world.request("up");
    expect(init.keepalive).toBe(true);
    expect([...listed(body).rest]).toEqual([item.leave, 0]);
  });

  test("says so of a socket that waits for its next carrier", async () => {
    const page = await new Page().viaSocket();
    page.failing();
    page.world.draw = () => 0.999;
    page.world.socket.ends();
    await page.world.pass(900);
    page.hub.leave();
    const { names, body } = page.world.request("up");
    expect(names).toEqual(["a"]);
    expect([...listed(body).rest]).toEqual([item.leave, 0]);
  });
});

describe("a WebSocket that takes over", () => {
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
    page.world.socket.open().says("hello a 0 25000 10");
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
    page.world.socket.open().says("hello a 2 25000 1048576");
    await page.world.pass(0);
    expect(page.world.socket.sent.at(-1)).toEqual(Uint8Array.of(1, 2, 3));
    page.world.socket.says("ack 5");
    expect([page.session.out.start, page.session.out.waiting]).toEqual([5, 0]);
  });

  test("is no more than the buffer allows until it is acknowledged", async () => {
    const page = new Page();
    page.world.socket.open().says("hello a 0 25000 1000");
    page.session.send(binary, new Uint8Array(1_500));
    await page.world.pass(0);
    const bytes = (): number => page.world.socket.sent.reduce((sum, each) => sum + (typeof each === "string" ? 0 : each.length), 0);
    expect(bytes()).toBe(1_000);
    page.world.socket.says("ack 250");
    expect(bytes()).toBe(1_250);
  });

  test.each([[64 * 1_024, 0], [1_000, 2_000]])("is acknowledged: %i bytes after %i ms", async (size, after) => {
    const page = await new Page().viaSocket();
    page.world.socket.says(frameOf(binary, new Uint8Array(size)));
    await page.world.pass(Math.max(0, after - 1));
    const early = page.world.socket.sent.length;
    await page.world.pass(1);
    expect(page.world.socket.sent.at(-1)).toBe(`ack ${size + (size < 65_536 ? 4 : 10)}`);
    if (after > 0) expect(page.world.socket.sent.length).toBe(early + 1);
  });
});
