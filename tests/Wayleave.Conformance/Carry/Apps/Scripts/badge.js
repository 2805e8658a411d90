// The note that a page shows while it is away.
"use strict";
const { Cable } = require("./cable");
const { running } = require("./common");
const note = "html > div[role=status]";

exports.badge = async ({ page, url, screenshots }) => {
  const cable = await Cable.before(new URL(url));
  try {
    await page.goto(cable.url);
    await running(page);
    const before = await page.$(note) !== null;
    const cut = performance.now();
    cable.cut();
    await page.waitForSelector(note, { state: "attached" });
    const after = performance.now() - cut;
    await page.screenshot({ path: `${screenshots}/carried-badge.png` });
    cable.mend();
    await page.waitForSelector(note, { state: "detached" });
    return { before, after: Math.floor(after), events: await page.evaluate(() => window.seen.events) };
  } finally {
    cable.close();
  }
};
