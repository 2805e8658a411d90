import { describe, expect, test } from "vitest";
import { wait } from "./made.ts";
import { Page, greeting, url } from "./page.ts";
import { Told } from "./told.ts";

describe("a gateway that asks to wait", () => {
  test("over a WebSocket is not asked earlier", async () => {
    const page = await new Page().viaSocket();
    page.world.socket.says("wait 7000").ends();
    await page.world.pass(6_999);
    expect(page.world.asked).toBe("ws@0");
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 ws@7000");
  });

  test("instead of its first hello is not asked earlier, in no other way either", async () => {
    const page = new Page();
    await page.world.pass(100);
    page.world.socket.open().says("wait 7000").ends();
    await page.world.pass(6_999);
    expect(page.world.asked).toBe("ws@0");
    await page.world.pass(1);
    expect(page.world.asked).toBe("ws@0 ws@7100");
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

  test("is not asked earlier because a WebSocket works for another socket", async () => {
    const page = await new Page().viaStream();
    const next = page.hub.open(url, [], new Told());
    await page.world.pass(0);
    page.world.request("open").answers(JSON.stringify({ wait: 7_000 }));
    await page.world.pass(0);
    page.world.socket.open().says(greeting);
    await page.world.pass(6_999);
    expect(page.carrier).toBe("websocket");
    expect(page.world.sockets.length).toBe(1);
    await page.world.pass(1);
    expect(page.world.socket.verb).toBe(`ws.${next.name}`);
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
    expect(failed).toMatch(/stream@1000 up@1000$/);
  });
});
