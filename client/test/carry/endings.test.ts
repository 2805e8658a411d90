import { describe, expect, test } from "vitest";
import { close, closePayload, frameOf } from "../../src/carry/frames.ts";
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
