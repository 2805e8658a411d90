// Does some pages' work in one real Chromium. Argument 1: { executable, profile, screenshots, jobs: { name: { kind, url, twin } } };
// prints a line for each page as it ends, { name, ...what it saw }, and then "done".
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const kinds = { ...require("./numbers"), ...require("./lives"), ...require("./apps"), ...require("./badge") };

async function work(context, name, { kind, ...job }) {
  const began = performance.now();
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", error => errors.push(String(error)));
  const saw = await kinds[kind]({ context, page, screenshots: plan.screenshots, name, ...job }).catch(error => ({ failed: String(error.stack) }));
  await page.close().catch(() => { }); // some jobs end theirs
  console.log(JSON.stringify({ name, ...saw, errors, took: Math.round(performance.now() - began) }));
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: false, chromiumSandbox: false,
    // Playwright switches off the cache of pages that one goes back to.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-quic", "--disable-dev-shm-usage"],
  });
  context.setDefaultTimeout(30000);
  const names = Object.keys(plan.jobs);
  const next = async () => {
    for (let name; (name = names.shift()) !== undefined;) await work(context, name, plan.jobs[name]);
  };
  await Promise.all([next(), next(), next()]);
  await context.close();
  console.log("done");
})();
