import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { ack, beat, hello, over, padding } from "./made.ts";
import { Page, greeting, opened } from "./page.ts";
import type { FarRequest } from "./farRequest.ts";
import { Told } from "./told.ts";

/** A stream that works. */
function works(stream: FarRequest): FarRequest {
  return stream.begins().writes(joined([hello, padding])).writes(beat);
}

/** One more socket, for which another stream follows. */
async function withOneMore(page: Page): Promise<void> {
  page.hub.open("wss://app.example/ws?room=2", [], new Told());
  await page.world.pass(0);
  page.world.request("open").answers(opened);
  await page.world.pass(0);
  works(page.world.request("stream"));
}

describe("what counts as a resume, as at the gateway", () => {
  test.each<[string, number, (page: Page) => Promise<void>]>([
    ["a stream that was cut, when the next one works", 1, async page => {
      page.world.request("stream").cut();
      await page.world.pass(0);
      works(page.world.request("stream"));
    }],
    ["a stream that fell silent, when the next one works", 1, async page => {
      page.world.onRequest = request => { if (request.verb === "up") request.cut(); };
      await page.world.pass(51_000);
      works(page.world.request("stream"));
    }],
    ["a stream that was cut, when another way works", 1, async page => {
      page.world.request("stream").cut();
      await page.world.pass(0);
      page.world.request("stream").cut();
      await page.world.pass(0);
      page.world.request("sse").cut();
      await page.world.pass(0);
      page.world.request("poll").begins().writes(hello);
    }],
    ["a WebSocket that takes over", 1, async page => { page.world.socket.open().says(greeting); }],
    ["nothing, where a stream ends in good order and the next one follows", 0, async page => {
      page.world.request("stream").writes(over).ends();
      await page.world.pass(0);
      works(page.world.request("stream"));
    }],
    ["nothing, where the next stream is there for one more socket", 0, async page => { await withOneMore(page); }],
    ["a cut once, though another stream follows for one more socket", 1, async page => {
      page.world.request("stream").cut();
      await page.world.pass(0);
      works(page.world.request("stream"));
      await page.world.pass(0);
      await withOneMore(page);
    }],
  ])("over HTTP: %s", async (_, expected, happens) => {
    const page = await new Page().viaStream();
    const stream = page.world.request("stream");
    await happens(page);
    // One that others have followed has to go on for a while.
    await page.world.pass(200);
    expect(page.carrier).toBeDefined();
    expect(stream.isAborted || page.world.request("stream") !== stream).toBe(true);
    expect(page.session.resumes).toBe(expected);
  });

  test("a WebSocket that was cut, when the next one says hello, and each of them once", async () => {
    const page = await new Page().viaSocket();
    expect(page.session.resumes).toBe(0);
    for (const resumes of [1, 2]) {
      page.world.socket.ends();
      await page.world.pass(0);
      page.world.socket.open().says(greeting);
      // One that has lasted is followed at once.
      await page.world.pass(5_000);
      expect(page.session.resumes).toBe(resumes);
    }
  });

  test("a poll that is cut, and no poll that is answered", async () => {
    const page = await new Page().viaStream();
    for (const verb of ["stream", "stream", "sse"]) {
      page.world.request(verb).cut();
      await page.world.pass(0);
    }
    for (let polls = 0; polls < 3; polls++) {
      page.world.request("poll").begins().writes(joined([hello, ack(0, 0), over])).ends();
      await page.world.pass(0);
    }
    expect([page.carrier, page.session.resumes]).toEqual(["poll", 1]);
    page.world.request("poll").cut();
    await page.world.pass(0);
    page.world.request("poll").begins().writes(joined([hello, ack(0, 0), over])).ends();
    await page.world.pass(0);
    expect(page.session.resumes).toBe(2);
  });
});
