// Opens a page for each lane in one real Chromium and lets its sockets speak until they are told to end. Argument 1: { executable, profile, lanes: [{ name, origin, sockets, seed }] }.
// Prints control=PORT and "ready". GET /end?lane=NAME there ends a lane's traffic and answers with what its sockets saw; /close closes the browser.
"use strict";
const http = require("node:http");
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** In the page: opens the sockets. */
function begin({ name, sockets, seed }) {
  window.all = Array.from({ length: sockets }, (_, at) => {
    const socket = new WebSocket(`/ws?name=${name}-${at}&seed=${seed + at}`);
    const seen = { carriers: [], opens: 0, errors: 0, received: 0, sent: 0, wrong: null, code: null, reason: null, wasClean: null };
    const checker = new Checker(seed + at + 1000);
    const one = { seen, closed: new Promise(resolve => { socket.onclose = event => { Object.assign(seen, { code: event.code, reason: event.reason, wasClean: event.wasClean }); resolve(); }; }) };
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      seen.opens++;
      one.sender = new Sender(seed + at, socket);
    };
    socket.onerror = () => { seen.errors++; };
    socket.onmessage = ({ data }) => {
      checker.take(typeof data === "string" ? data : new Uint8Array(data));
      Object.assign(seen, { received: checker.count, wrong: checker.wrong, isEnded: checker.isEnded });
    };
    return one;
  });
  // What carries each, as often as it changes; null while nothing does.
  setInterval(() => {
    for (const { url, transport } of WebSocket.wayleave()) {
      const { carriers } = window.all[Number(new URL(url).searchParams.get("name").split("-").at(-1))].seen;
      if (transport !== null && carriers.at(-1) !== transport) carriers.push(transport);
    }
  }, 10);
}

/** In the page: says that no more comes, and waits until the app has said so too. */
async function end() {
  for (const { sender, seen } of window.all) {
    sender.end();
    seen.sent = sender.count;
  }
  const transports = WebSocket.wayleave();
  const late = new Promise(resolve => { setTimeout(resolve, 30000); });
  await Promise.race([late, Promise.all(window.all.map(({ closed }) => closed))]);
  return { sockets: window.all.map(({ seen }) => seen), transports, now: WebSocket.wayleave() };
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: false, chromiumSandbox: false,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage", "--disable-quic", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
      "--disable-backgrounding-occluded-windows"],
  });
  // What the script tries again after a minute, it tries after a second here.
  await context.addInitScript(() => {
    const real = window.setTimeout;
    window.setTimeout = (task, time, ...rest) => real(task, time >= 60000 ? 1000 : time, ...rest);
  });
  const pages = new Map();
  const open = async lane => {
    const page = await context.newPage();
    page.on("pageerror", error => { console.log(`${lane.name}: ${error.stack}`); });
    // A page may be cut like anything else.
    for (let tries = 0; ; tries++) {
      try {
        await page.goto(lane.origin);
        if (await page.evaluate(() => "wayleave" in WebSocket && "Sender" in window)) break;
      } catch (error) {
        if (tries === 50) throw error;
      }
    }
    await page.evaluate(begin, lane);
    await page.waitForFunction(() => window.all.every(({ seen }) => seen.opens > 0), null, { timeout: 60000 });
    return page;
  };
  for (const lane of plan.lanes) pages.set(lane.name, open(lane));
  const control = http.createServer(async (request, response) => {
    const name = new URL(request.url, "http://control").searchParams.get("lane");
    if (name === null) {
      await context.close();
      response.end();
      return;
    }
    const saw = await pages.get(name).then(page => page.evaluate(end)).catch(error => ({ failed: error.stack }));
    response.end(JSON.stringify(saw));
  });
  control.listen(0, "127.0.0.1", () => { console.log(`control=${control.address().port}\nready`); });
})();
