// How pages end, and where their sockets live.
"use strict";
const { Cable } = require("./cable");
const { ended, running, sockets, carrier } = require("./common");

exports.reload = leaving(({ page }) => page.reload());
exports.shut = leaving(({ page }) => page.close());
exports.navigation = leaving(({ page, url }) => page.goto(new URL("/away.html", url).href));
exports.crash = leaving(async ({ context, page }) => {
  const devtools = await context.newCDPSession(page);
  // It never answers: who would has crashed.
  devtools.send("Page.crash").catch(() => { });
  await page.waitForEvent("crash");
});

/** Leaves the page and comes back to it as it was. */
exports.back = async ({ page, url }) => {
  const left = await leaving(({ page, url }) => page.goto(new URL("/away.html", url).href))({ page, url });
  await page.evaluate(() => { history.back(); });
  await page.waitForFunction(() => window.seen?.events.includes("restored") && window.seen.events.length >= 3);
  return { ...left, events: await page.evaluate(() => window.seen.events) };
};

/** Says something, and leaves at once. */
exports.parting = async ({ page, url }) => {
  await page.goto(new URL("/?quiet", url).href);
  await page.waitForFunction(() => window.seen.events.includes("open"));
  await page.waitForFunction(() => !("wayleave" in window.WebSocket) || window.WebSocket.wayleave()[0].transport !== null);
  const transport = (await carrier(page))?.transport ?? null;
  await page.evaluate(() => {
    setTimeout(async () => {
      window.socket.send("1");
      // By then the first one is on its way, and the others may have to wait until it has come.
      await new Promise(resolve => setTimeout(resolve));
      for (let number = 2; number <= 50; number++) window.socket.send(number);
      location.href = "about:blank";
    });
  });
  for (; ;) {
    const [{ got, closed }] = await sockets(url);
    if (got >= 50 || closed) return { transport, got };
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

/** Leaves before the app has answered. */
exports.hurry = async ({ page, url }) => {
  await page.goto(new URL("/away.html", url).href);
  await page.evaluate(() => { window.socket = new WebSocket("/_stcore/stream?slow&quiet"); });
  while ((await sockets(url)).length === 0) await new Promise(resolve => setTimeout(resolve, 20));
  await page.goto(new URL("/page.html?quiet", url).href);
  return await ended(url);
};

/** Leaves while nothing carries its socket, and the next try is yet to come. */
exports.away = async ({ page, url }) => {
  await page.addInitScript(() => { Math.random = () => 0.999; });
  const cable = await Cable.before(new URL(url));
  try {
    await page.goto(cable.url);
    await running(page);
    cable.cut();
    // By then all that is tried at once has failed, and a second must pass before it is tried again.
    await new Promise(resolve => setTimeout(resolve, 400));
    cable.mend();
    await page.goto("about:blank");
    return await ended(cable.url);
  } finally {
    cable.close();
  }
};

/** A socket in a page of the same origin within the page. */
exports.frame = async ({ page, url }) => {
  await page.goto(new URL("/frame.html", url).href);
  const inner = await (await page.waitForSelector("iframe")).contentFrame();
  await running(inner);
  return { carrier: await carrier(inner) };
};

/** More tabs of one browser than it has connections to a host. */
exports.tabs = async ({ context, page, url }) => {
  const pages = [page];
  while (pages.length < 8) pages.push(await context.newPage());
  try {
    for (const tab of pages) {
      await tab.goto(url);
      await running(tab);
    }
    // Each still hears from its app, and is heard, with all the others there.
    const echoes = await Promise.all(pages.map(tab => tab.evaluate(() => window.seen.echoes.length)));
    await Promise.all(pages.map((tab, index) => tab.waitForFunction(before => window.seen.echoes.length > before, echoes[index])));
    // Who comes holds a response until the others have said that three do.
    for (; ;) {
      const transports = await Promise.all(pages.map(async tab => (await carrier(tab)).transport));
      if (transports.filter(each => each === "stream").length <= 3 && !transports.includes(null)) return { transports, connections: (await sockets(url)).length };
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  } finally {
    for (const tab of pages.slice(1)) await tab.close();
  }
};

/** A page that may run scripts, and has no origin. */
exports.sandbox = async ({ page, url }) => {
  await page.goto(new URL("/sandbox.html", url).href);
  const inner = await (await page.waitForSelector("iframe")).contentFrame();
  return await inner.evaluate(() => ({ isCarried: "wayleave" in WebSocket, hasTag: document.querySelector("script[src*='wayleave=script']") !== null }));
};

/** A socket in a worker that loads the script. */
exports.worker = async ({ page, url }) => {
  await page.goto(url);
  await page.waitForFunction(() => window.seen);
  return await page.evaluate(() => window.seen);
};

function leaving(leave) {
  return async job => {
    await job.page.goto(job.url);
    await running(job.page);
    const transport = (await carrier(job.page)).transport;
    await leave(job);
    return { transport, ...await ended(job.url) };
  };
}
