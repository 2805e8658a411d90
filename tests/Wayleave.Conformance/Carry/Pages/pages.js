// Loads pages in one real Chromium, each twice, and says of each how the script's tag fared. Argument 1: { executable, profile, origin, pages }. Prints one JSON object.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));

// Runs before anything of the page does. Events of elements do not bubble, but are seen on their way down; that of a load does not pass the window.
function watch() {
  const seen = window.seen = { loaded: 0, failed: 0, violations: [] };
  const isOurs = event => event.target instanceof HTMLScriptElement && event.target.src.includes("wayleave=script.");
  document.addEventListener("load", event => { if (isOurs(event)) seen.loaded++; }, true);
  document.addEventListener("error", event => { if (isOurs(event)) seen.failed++; }, true);
  document.addEventListener("securitypolicyviolation", event => seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
}

async function look(page, response) {
  const request = response.request();
  const headers = await response.allHeaders();
  return {
    status: response.status(),
    asked: (await request.allHeaders())["if-none-match"] ?? null,
    encoding: headers["content-encoding"] ?? null,
    tag: headers.etag ?? null,
    ...await page.evaluate(async () => ({
      ...window.seen,
      violations: [...window.seen.violations],
      own: window.own === true,
      carries: !String(WebSocket).includes("[native code]"),
      first: document.head.firstElementChild?.outerHTML ?? "",
      url: performance.getEntriesByType("resource").find(each => each.name.includes("wayleave=script."))?.name ?? "",
      asks: await fetch(location.pathname, { method: "HEAD" }).then(() => true, () => false),
    })),
  };
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: false, chromiumSandbox: false,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-quic", "--disable-dev-shm-usage"],
  });
  await context.addInitScript(watch);
  const saw = {};
  for (const name of plan.pages) {
    const page = await context.newPage();
    const once = await look(page, await page.goto(`${plan.origin}/${name}?query=1`, { waitUntil: "load" }));
    saw[name] = { once, again: await look(page, await page.reload({ waitUntil: "load" })) };
    await page.close();
  }

  await context.close();
  console.log(JSON.stringify(saw));
})();
