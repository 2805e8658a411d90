import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { ack, beat, hello, over, padding } from "./made.ts";
import { Page, greeting, opened, url } from "./page.ts";
import { Told } from "./told.ts";

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
    expect(page.world.asked).toBe("ws@0 open@1000 stream@1000 up@1900");
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

  test("an open that is not answered for 30 s is asked for again", async () => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(29_999);
    expect(page.world.request("open").isAborted).toBe(false);
    await page.world.pass(1_000);
    expect(page.world.requests[0]!.isAborted).toBe(true);
    page.world.socket.ends();
    await page.world.pass(0);
    expect(page.world.asked).toBe("ws@0 open@0 ws@30000 open@30999");
  });

  test.each([429, 503])("an open that is one too many is asked for again when the answer, a %i, says, each page at a time of its own", async status => {
    const page = new Page();
    page.world.socket.ends();
    await page.world.pass(0);
    page.world.request("open").refuses("7", status);
    await page.world.pass(10_499);
    expect(page.world.asked).toBe("ws@0 open@0");
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 open@0 ws@10500");
    expect(page.told.all).toEqual([]);
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

  test("the next socket of a page goes to the gateway that has the others, over HTTP too", async () => {
    const page = await new Page().viaSocket();
    page.hub.open(url, [], new Told());
    page.world.socket.ends();
    await page.world.pass(0);
    expect(page.world.request("open").names[1]).toBe("a");
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
