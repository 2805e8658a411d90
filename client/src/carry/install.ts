import { Badge } from "./badge.ts";
import { Hub } from "./hub.ts";
import { socketClass } from "./socket.ts";
import { worldOf } from "./world.ts";

// A timer that comes so much too late means that the machine has slept, or the page has been frozen.
const leap = 10_000;

/** Puts the carried WebSocket in the place of the browser's own, once. */
export function install(scope: typeof globalThis): void {
  const { origin, location } = scope;
  // A page without an origin (a sandbox) can carry nothing, whatever its address; a worker made of a blob has that of its page.
  if (typeof scope.WebSocket !== "function" || "wayleave" in scope.WebSocket || !/^https?:/.test(origin)) return;
  const world = worldOf(scope);
  const { document } = scope as { document?: Document };
  const badge = document?.currentScript?.hasAttribute("data-badge") ? new Badge() : undefined;
  const hub: Hub = new Hub(world, () => { badge?.show(hub.isAway); });
  const place = { base: () => document?.baseURI ?? location.href, host: new URL(origin).host, isSecure: origin.startsWith("https:") };
  const carried = socketClass(world, hub, place);
  // For whoever wonders, and for tests.
  Object.defineProperty(carried, "wayleave", {
    value: () => hub.sessions.map(({ url, carrier, resumes }) => ({ url, transport: carrier?.name ?? null, resumes })),
  });
  Object.defineProperty(scope, "WebSocket", { value: carried, writable: true, configurable: true, enumerable: false });

  const rouse = (): void => { hub.rouse(); };
  scope.addEventListener("online", rouse);
  document?.addEventListener("visibilitychange", rouse);
  let left: (() => void)[] = [];
  const leave = (): void => { left = hub.leave().map(session => () => { session.tellLeft(); }); };
  // Unlike unload this keeps a page fit for the back/forward cache. What the page itself says then comes first: whoever listens later is heard later, so this does it anew when the page is shown, and from time to time.
  const listen = (): void => {
    scope.removeEventListener("pagehide", leave);
    scope.addEventListener("pagehide", leave);
  };
  listen();
  scope.addEventListener("pageshow", event => {
    listen();
    for (const tell of left) tell();
    left = [];
    if ((event as PageTransitionEvent).persisted) rouse();
  });
  let last = world.now();
  setInterval(() => {
    const now = world.now();
    if (now - last > 2 * leap) rouse();
    last = now;
    listen();
  }, leap);
}
