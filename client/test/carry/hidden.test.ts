import { describe, expect, test } from "vitest";
import { Gateway } from "./gateway.ts";

// Browsers run the timers of pages that are hidden for long once a minute.
const minute = 60_000;

describe.each(["websocket", "stream", "sse", "poll"] as const)("a page that is hidden, over %s", transport => {
  const hidden = async (): Promise<{ readonly gateway: Gateway; readonly told: unknown[] }> => {
    const gateway = new Gateway();
    if (transport !== "websocket") gateway.way.ws = "refused";
    gateway.way.holds = transport === "poll" ? ["stream", "sse"] : transport === "sse" ? ["stream"] : [];
    const { told } = gateway.page.open();
    await gateway.page.pass(4_000);
    expect(gateway.page.carried).toEqual([transport]);
    gateway.page.roused = false;
    gateway.page.clock.throttle = minute;
    gateway.requests.length = 0;
    told.length = 0;
    return { gateway, told };
  };
  // A poll follows the other, all else goes on.
  const asked = ({ requests }: Gateway): readonly string[] => [...new Set(requests)].filter(verb => verb !== "beat" && verb !== "up");
  const expected = transport === "poll" ? ["poll"] : [];

  test("lives for half an hour in which the app says nothing", async () => {
    const { gateway, told } = await hidden();
    const [session] = gateway.sessions.values();
    for (let half = 0; half < 60; half++) {
      await gateway.page.pass(minute / 2);
      expect(gateway.page.hub.isAway).toBe(false);
      expect(session!.holder).toBeDefined();
    }
    session!.say("still here");
    await gateway.page.pass(minute);
    expect(told).toEqual(["still here"]);
    expect(asked(gateway)).toEqual(expected);
  });

  test("lives while the app speaks each second", async () => {
    const { gateway, told } = await hidden();
    const [session] = gateway.sessions.values();
    for (let second = 0; second < 300; second++) {
      session!.say(`${second}`);
      await gateway.page.pass(1_000);
      expect(gateway.page.hub.isAway).toBe(false);
    }
    expect(told).toEqual(Array.from({ length: 300 }, (_, second) => `${second}`));
    expect(asked(gateway)).toEqual(expected);
  });
});
