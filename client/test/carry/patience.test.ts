import { describe, expect, test } from "vitest";
import { joined } from "../../src/carry/bytes.ts";
import { beat, hello, listed, padding } from "./made.ts";
import { Page, greeting, opened } from "./page.ts";
import { Told } from "./told.ts";

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

  test("is given no more time by what works for others", async () => {
    const page = await new Page().viaStream();
    const told = new Told();
    const other = page.hub.open("wss://app.example/ws?room=2", [], told);
    await page.world.pass(0);
    page.world.request("open").answers(opened);
    await page.world.pass(0);
    const works = (): void => { page.world.request("stream").begins().writes(joined([hello, padding])).writes(beat); };
    works();
    await page.world.pass(0);
    const fails = (): void => { page.world.onRequest = request => { request.cut(); }; };
    fails();
    let draws = 0;
    page.world.draw = () => draws++ % 2 === 0 ? 0.9 : 0.95;
    page.world.request("stream").cut();
    await page.world.pass(95_000);
    // What is asked for one is answered when the other one has come too, which it does not list.
    page.world.onRequest = undefined;
    for (let steps = 0; steps < 200 && (page.session.bringer === undefined || other.bringer === undefined); steps++) await page.world.pass(100);
    const { sessions } = listed(page.world.request("stream").body);
    expect(sessions.length).toBe(1);
    const [kept, leftOut] = sessions[0]!.name === page.session.name ? [page.told, told] : [told, page.told];
    works();
    fails();
    await page.world.pass(25_000);
    expect(leftOut.all).toEqual(["opened", "closed 1006"]);
    expect(kept.all).toEqual(["opened"]);
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
