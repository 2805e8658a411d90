import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary, close, closePayload, frameOf, text } from "../../src/carry/frames.ts";
import { item } from "../../src/carry/items.ts";
import { ack, end, gone, listed, piece } from "./made.ts";
import { Page, greeting, opened, said, url } from "./page.ts";
import { Told } from "./told.ts";

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

  test("that a WebSocket tells while ways over HTTP are still tried ends those too", async () => {
    const page = new Page();
    await page.world.pass(1_000);
    page.world.request("open").answers(opened);
    await page.world.pass(100);
    page.world.socket.open().says("refused 403");
    await page.world.pass(0);
    expect(page.told.all).toEqual(["opened", "closed 1006 failed"]);
    expect(page.world.request("stream").isAborted).toBe(true);
    page.world.request("up").begins().writes(ack(0, 0)).ends();
    await page.world.pass(60_000);
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000 up@1100");
  });

  test("of the page's own making is no reason for the app to wait: where none of the subprotocols was agreed on", async () => {
    const page = new Page(["chat"]);
    page.world.socket.open("").says(greeting);
    await page.world.pass(0);
    expect(page.world.socket.sent.at(-1)).toBe("leave");
  });

  test("of the handshake, where none of the subprotocols was agreed on", async () => {
    const page = new Page(["chat"]);
    page.world.socket.open("").says(greeting);
    await page.world.pass(0);
    expect(page.told.all).toEqual(["closed 1006 failed"]);
  });
});

describe("a socket that the page wants no more", () => {
  test("before it is open is left at the node that is asked to open it, and again when that says it is open", async () => {
    const page = await new Page().viaStream();
    const next = page.hub.open(url, [], new Told());
    await page.world.pass(0);
    page.hub.abandon(next);
    await page.world.pass(0);
    const left = (): unknown => {
      const { names, body } = page.world.request("up");
      const { sessions, rest } = listed(body);
      return [names, sessions.map(({ name }) => name), [...rest]];
    };
    const expected = [["a"], [next.name], [item.leave, 0]];
    expect(left()).toEqual(expected);
    const before = page.world.request("up");
    before.begins().writes(gone(0)).ends();
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    expect(page.world.request("up")).not.toBe(before);
    expect(left()).toEqual(expected);
    expect(page.world.request("stream").at).toBe(1_000);
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

  test("has nothing more to say, though what it was saying is answered now", async () => {
    const page = await new Page().viaStream();
    page.session.send(text, new TextEncoder().encode("one"));
    await page.world.pass(0);
    const up = page.world.request("up");
    page.hub.leave();
    const { asked } = page.world;
    page.world.onRequest = request => { if (page.world.requests.length < 9) request.begins().writes(gone(0)).ends(); };
    up.begins().writes(gone(0)).ends();
    await page.world.pass(10_000);
    expect(page.world.asked).toBe(asked);
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

describe("a socket whose gateway does not come back", () => {
  test("is closed once no gateway can have it any more, and not before", async () => {
    const page = await new Page().viaSocket();
    page.failing();
    page.world.draw = () => 0.999;
    page.world.socket.ends();
    // A grace and two heartbeats.
    await page.world.pass(109_000);
    expect(page.told.all).toEqual(["opened"]);
    await page.world.pass(25_000);
    expect(page.told.all).toEqual(["opened", "closed 1006"]);
    const { asked } = page.world;
    await page.world.pass(120_000);
    expect(page.world.asked).toBe(asked);
  });

  test("is given all of that time again after each drop", async () => {
    const page = await new Page().viaSocket();
    for (let drop = 0; drop < 3; drop++) {
      page.failing();
      page.world.socket.ends();
      await page.world.pass(80_000);
      page.world.onSocket = socket => { page.world.soon(() => { socket.open().says(greeting); }); };
      await page.world.pass(25_000);
    }
    expect(page.told.all).toEqual(["opened"]);
    expect(page.carrier).toBe("websocket");
  });

  test("fails after a minute where it was not opened yet", async () => {
    const page = new Page();
    page.failing();
    page.world.draw = () => 0.999;
    page.world.socket.ends();
    await page.world.pass(59_000);
    expect(page.told.all).toEqual([]);
    await page.world.pass(25_000);
    expect(page.told.all).toEqual(["closed 1006 failed"]);
  });

  test("fails after a minute where hops say all the time that there is no room", async () => {
    const page = new Page();
    page.world.onSocket = socket => { page.world.soon(() => { socket.ends(); }); };
    page.world.onRequest = request => { request.refuses("5", 503); };
    page.world.socket.ends();
    await page.world.pass(59_000);
    expect(page.told.all).toEqual([]);
    await page.world.pass(10_000);
    expect(page.told.all).toEqual(["closed 1006 failed"]);
  });

  test("is given all of that time from when it was opened, however long that took", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    await page.world.pass(25_000);
    page.world.request("open").answers(opened);
    page.failing();
    page.world.draw = () => 0.999;
    await page.world.pass(109_000);
    expect(page.told.all).toEqual(["opened"]);
    await page.world.pass(26_000);
    expect(page.told.all).toEqual(["opened", "closed 1006"]);
  });

  test("waits for as long as the gateway asks it to", async () => {
    const page = new Page();
    page.world.onSocket = socket => { page.world.soon(() => { socket.open().says("wait 5000").ends(); }); };
    page.world.socket.open().says("wait 5000").ends();
    await page.world.pass(600_000);
    expect(page.told.all).toEqual([]);
  });

  test("is opened by another one where a hop cannot reach the page's", async () => {
    const page = await new Page().viaStream();
    page.hub.open("wss://app.example/ws?room=2", [], new Told());
    await page.world.pass(0);
    expect(page.world.request("open").names.slice(1)).toEqual(["a"]);
    page.world.request("open").answers("<h1>502 Bad Gateway</h1>", 502);
    await page.world.pass(1_000);
    expect(page.world.request("open").names.slice(1)).toEqual([]);
  });
});
