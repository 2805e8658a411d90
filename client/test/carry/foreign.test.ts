import { expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { binary } from "../../src/carry/frames.ts";
import { ack, beat, hello, padding } from "./made.ts";
import { Page, opened } from "./page.ts";

// What a hop says for itself, such as the page on which one has to log in.
const words = new TextEncoder().encode("<!doctype html>\n<title>\tWelcome</title>\n");

test("a hop's own answer is taken for none of the gateway's, and the next way is tried", async () => {
  const page = new Page();
  page.world.socket.ends();
  await page.world.pass(0);
  page.world.request("open").answers(opened);
  await page.world.pass(2_000);
  page.world.request("sse").begins().writes(words).ends();
  // This one does not end by itself.
  const poll = page.world.request("poll").begins().writes(words);
  await page.world.pass(0);
  expect(poll.isAborted).toBe(true);
  expect(page.carrier).toBeUndefined();
  expect(page.world.request("stream").isAborted).toBe(false);
  page.world.request("stream").begins().writes(joined([hello, ack(0, 0), padding])).writes(beat);
  await page.world.pass(0);
  expect(page.carrier).toBe("stream");
});

test("a hop's own answer to what is brought counts as none, and is not followed at once", async () => {
  const page = await new Page().viaStream();
  const times: number[] = [];
  page.world.onRequest = request => {
    if (request.verb !== "up") return;
    times.push(request.at);
    request.begins().writes(words).ends();
  };
  page.session.send(binary, new Uint8Array(10));
  await page.world.pass(4_000);
  expect(page.session.out.start).toBe(0);
  expect(times.length).toBeLessThan(8);
});

test("a socket that is open is not given to the browser's own by a late answer of another server", async () => {
  const page = new Page();
  await page.world.pass(1_000);
  const open = page.world.request("open");
  page.world.socket.open().says("hello a 0 25000 1048576 60000");
  await page.world.pass(0);
  page.world.socket.ends();
  open.answers(JSON.stringify({ off: true }));
  await page.world.pass(100);
  expect(page.told.all).toEqual(["opened"]);
  page.world.socket.open().says("hello a 0 25000 1048576 60000");
  await page.world.pass(100);
  expect(page.carrier).toBe("websocket");
});
