// Runs the rows in one page for each way, in one real Chromium. Argument 1: { executable, profile, ways: [{ name, url }] }. Prints one line of JSON: for each way the rows that do not hold, and
// over which transports its sockets went.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** In the page: all rows, one after the other. */
async function run() {
  const failed = {};
  const transports = new Set();
  for (const [name, row] of Object.entries(rows)) {
    const limit = new Promise((_, reject) => { setTimeout(() => { reject(new Error("nothing came of it for 20 s")); }, 20_000); });
    const look = setInterval(() => { for (const { transport } of WebSocket.wayleave?.() ?? []) if (transport !== null) transports.add(transport); }, 5);
    try {
      await Promise.race([row(), limit]);
    } catch (error) {
      failed[name] = String(error);
    }
    clearInterval(look);
  }
  return { failed, rows: Object.keys(rows).length, transports: [...transports] };
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
  });
  const saw = {};
  await Promise.all(plan.ways.map(async ({ name, url }) => {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", error => { if (error.message !== "expected") errors.push(error.message); });
    await page.goto(url);
    saw[name] = { ...await page.evaluate(run), errors };
  }));
  await context.close();
  console.log(JSON.stringify(saw));
})().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
