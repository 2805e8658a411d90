// How pages end, and where their sockets live.
"use strict";
const { ended, running, carrier } = require("./common");

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

/** A socket in a page of the same origin within the page. */
exports.frame = async ({ page, url }) => {
  await page.goto(new URL("/frame.html", url).href);
  const inner = await (await page.waitForSelector("iframe")).contentFrame();
  await running(inner);
  return { carrier: await carrier(inner) };
};

/** A socket in a worker that loads the script. */
exports.worker = async ({ page, url }) => {
  await page.goto(new URL("/worker.html", url).href);
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
