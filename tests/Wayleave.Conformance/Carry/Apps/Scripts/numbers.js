// Pages that send numbers and get them back, carried; and the same page, not carried, through a hop of the same kind, which shows the outage.
"use strict";
const { Cable } = require("./cable");
const { sockets, running, carrier } = require("./common");

/** The page works; its twin says what it saw until then. */
exports.works = ({ context, page, url, twin }) => beside(context, page, url, twin, () => running(page));

/** The page works while its carrier is cut again and again. */
exports.cut = ({ context, page, url, twin }) => beside(context, page, url, twin, () =>
  page.waitForFunction(() => window.seen.events.includes("open") && window.WebSocket.wayleave()[0]?.resumes >= 4));

/** The page works while every connection that it has, of whatever kind, is cut again and again. */
exports.severed = async ({ page, url }) => {
  const cable = await Cable.before(new URL(url));
  try {
    await page.goto(cable.url);
    await running(page);
    for (let cut = 0; cut < 5; cut++) {
      cable.cut();
      cable.mend();
      const sent = await page.evaluate(() => window.seen.sent);
      await page.waitForFunction(sent => window.seen.echoes.length > sent, sent);
    }
    return await finished(page, cable.url);
  } finally {
    cable.close();
  }
};

async function finished(page, url) {
  await page.evaluate(() => window.finish());
  await page.waitForFunction(() => window.seen.echoes.length >= window.seen.sent);
  return { ...await page.evaluate(() => window.seen), carrier: await carrier(page), sockets: await sockets(url) };
}

async function beside(context, page, url, twin, enough) {
  const native = await context.newPage();
  await native.goto(twin);
  await native.waitForFunction(() => window.seen);
  await page.goto(url);
  await enough();
  const saw = await finished(page, url);
  const outage = { events: await native.evaluate(() => window.seen.events), carrier: await carrier(native) };
  await native.close();
  return { ...saw, outage };
}
