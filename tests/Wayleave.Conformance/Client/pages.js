// Opens one page for each kind of client in one real Chromium, and says what each saw. Argument 1:
// { executable, profile, origins, admin, key, channels, route, count }: an origin for each page. Prints "open" once each has connected, then, when each has all events, one JSON object.
// What becomes of each page it prints as it happens: for whoever asks why one did not come back.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const patience = 40000;

// Both built files, over each transport: the channel of a route, and channels by their names with tickets.
const kinds = ["ws", "sse", "poll"].flatMap(transport => [
  { name: `route ${transport}`, transport, script: "/.wayleave/client.js", channels: [] },
  { name: `channels ${transport}`, transport, script: "/.wayleave/client.mjs", channels: plan.channels },
]);

async function mint() {
  const headers = { authorization: `Bearer ${plan.key}`, "content-type": "application/json" };
  const answer = await fetch(`${plan.admin}/tickets`, { method: "POST", headers, body: JSON.stringify({ sub: "7", channels: plan.channels }) });
  return (await answer.json()).ticket;
}

async function open(context, kind, origin) {
  const page = await context.newPage();
  await page.exposeFunction("mint", mint);
  const tell = words => { console.log(`${(performance.now() / 1000).toFixed(3)} ${kind.name}: ${words}`); };
  page.on("console", message => { tell(message.text()); });
  page.on("pageerror", error => { tell(error.stack); });
  page.on("crash", () => { tell("crashed"); });
  // Any page of that origin will do, and the browser shows a script as one.
  await page.goto(`${origin}/.wayleave/client.js`);
  await page.evaluate(async ({ transport, script, channels, route }) => {
    // Those who wait by chance come back at once: what is tried is not how long they wait.
    Math.random = () => 0;
    const seen = window.seen = { events: [], gaps: [], disconnects: 0, connects: 0 };
    const isModule = script.endsWith(".mjs");
    if (!isModule) await new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement("script"), { src: script, onload: resolve, onerror: reject })));
    const { ReconnectingWebSocket } = isModule ? await import(script) : window;
    new ReconnectingWebSocket({
      ...(channels.length > 0 ? { channels, getTicket: window.mint } : { url: route }),
      transports: [transport],
      reconnectInterval: 20,
      onMessage: (data, { channel }) => seen.events.push([channel, data.n]),
      onState: (state, { wait, closing }) => console.log(state, wait ?? "", closing ? `${closing.code} ${closing.reason}` : "", navigator.onLine ? "" : "offline"),
      onConnect: () => seen.connects++,
      onDisconnect: () => seen.disconnects++,
      onGap: (channel, reason) => seen.gaps.push(`${channel} ${reason}`),
    });
  }, { ...kind, route: plan.route });
  await page.waitForFunction(() => window.seen.connects > 0, null, { timeout: patience });
  return page;
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: false, chromiumSandbox: false,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage"],
  });
  const pages = [];
  for (const [at, kind] of kinds.entries()) pages.push(await open(context, kind, plan.origins[at]));
  console.log("open");
  const seen = Object.fromEntries(await Promise.all(pages.map(async (page, at) => {
    const wanted = plan.count * (kinds[at].channels.length || 1);
    // What has not come by then is missing in what it says.
    await page.waitForFunction(count => window.seen.events.length >= count, wanted, { timeout: patience }).catch(() => {});
    return [kinds[at].name, await page.evaluate(() => window.seen)];
  })));
  // First, so that nothing is written to its folder any more.
  await context.close();
  console.log(JSON.stringify(seen));
})();
