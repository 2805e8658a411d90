// Runs the rows in one page for each way, in one real Chromium. Argument 1: { executable, profile, ways: [{ name, url, transport }] }. Prints one line of JSON: for each way the rows that do not hold, and
// for each row what was seen to carry its sockets.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** In the page and its frames, before anything else: leaves its own way alone over HTTP. Finding it out would take each new page seconds, and a busy machine's late answer would change it. */
function bar(way) {
  const barred = new RegExp(`[?&]wayleave=(?!open|up|${way})`), real = window.fetch;
  window.fetch = (url, init) => barred.test(url) ? new Promise(() => {}) : real(url, init);
}

/** In the page: all rows, one after the other. */
async function run() {
  const failed = {};
  const carried = {};
  for (const [name, row] of Object.entries(rows)) {
    const seen = new Set();
    const limit = new Promise((_, reject) => { setTimeout(() => { reject(new Error("nothing came of it for 20 s")); }, 20_000); });
    const look = setInterval(() => { for (const { transport } of WebSocket.wayleave?.() ?? []) if (transport !== null) seen.add(transport); }, 5);
    try {
      await Promise.race([limit, (async () => { await row(); })()]);
    } catch (error) {
      failed[name] = String(error);
    }
    clearInterval(look);
    carried[name] = [...seen];
  }
  return { failed, carried };
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
  });
  const saw = {};
  await Promise.all(plan.ways.map(async ({ name, url, transport }) => {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", error => { errors.push(error.message); });
    if (transport !== null) await page.addInitScript(bar, transport);
    await page.goto(url);
    saw[name] = { ...await page.evaluate(run), errors };
  }));
  await context.close();
  console.log(JSON.stringify(saw));
})().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
