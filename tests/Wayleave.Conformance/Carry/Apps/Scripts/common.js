// What several kinds of pages do.
"use strict";

/** What the counting app says of the sockets that came by this address. */
exports.sockets = async url => (await (await fetch(new URL("/seen", url))).json()).sockets;

/** Waits until the app has seen the end of its first socket there. */
exports.ended = async url => {
  for (const began = performance.now(); ;) {
    const [first] = await exports.sockets(url);
    if (first?.closed) return { closed: first.closed, after: Math.round(performance.now() - began) };
    if (performance.now() - began > 30000) throw new Error(`the app's socket did not end: ${JSON.stringify(first)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};

/** Waits until the counting app's page, or a frame with it, has heard from the app. */
exports.running = page => page.waitForFunction(() => window.seen?.echoes.length > 5 && window.seen.ticks.length > 2);

/** What carries the page's first socket; null where the socket is the browser's own. */
exports.carrier = page => page.evaluate(() => window.WebSocket.wayleave?.()[0] ?? null);
