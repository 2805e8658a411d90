import { afterEach, expect, test, vi } from "vitest";
import { browser } from "../src/environment.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a timer for longer than browsers count to does not fire at once", () => {
  vi.useFakeTimers();
  const callback = vi.fn();
  browser.setTimer(callback, 30 * 86_400_000);
  vi.advanceTimersByTime(1e9);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1e9);
  expect(callback).toHaveBeenCalledOnce();
});

test("whoever waits for the network or the page hears of them until it wants no more", () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  const callback = vi.fn();
  const stop = browser.onRoused(callback);
  for (const type of ["online", "pageshow", "visibilitychange", "click"]) page.dispatchEvent(new Event(type));
  expect(callback).toHaveBeenCalledTimes(3);
  stop();
  page.dispatchEvent(new Event("online"));
  expect(callback).toHaveBeenCalledTimes(3);
});
