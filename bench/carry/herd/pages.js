'use strict';
// pages.js ADDRESSES COUNT HOW APP SHARED: pages whose gateway is restarted, forked by herd.js. Each runs the very script that browsers get, unless HOW is plain; over
// HTTP where HOW is stream. SHARED is how many have a connection of HTTP/2 together; 0: each has connections of HTTP/1.1 of its own. APP is how the app's own client
// comes back when its socket has closed:
//   signalr    after 0, 2, 10 and 30 s, and then it gives up (@microsoft/signalr, DefaultReconnectPolicy)
//   socketio   after 1 s, 2 s, 4 s and then 5 s, each a half more or less; an attempt that takes 20 s has failed (socket.io-client, Manager)
const fs = require('node:fs');
const path = require('node:path');
const { pageAt } = require('./browser.js');
const { OwnConnections } = require('./ownConnections.js');
const { SharedConnection } = require('./sharedConnection.js');

const [addresses, count, how, app, shared] = [process.argv[2].split(','), Number(process.argv[3]), process.argv[4], process.argv[5], Number(process.argv[6])];
const binMs = 100;
const apps = {
  signalr: { limit: Infinity, delay: tries => [0, 2000, 10_000, 30_000][tries] },
  socketio: { limit: 20_000, delay: tries => Math.min(5000, 1000 * 2 ** tries) * (0.5 + Math.random()) },
};
const { limit, delay } = apps[app];

let bins = {};
function note(kind) {
  const bin = Math.floor(Date.now() / binMs);
  (bins[kind] ??= {})[bin] = (bins[kind][bin] ?? 0) + 1;
}

setInterval(() => {
  process.send({ bins, memory: process.memoryUsage.rss() });
  bins = {};
}, 250);

// Its parameters stand for what a page has and Node.js has otherwise; without a BroadcastChannel each page is in a browser of its own.
const script = how === 'plain' ? undefined : new Function('globalThis', 'MessageChannel', 'BroadcastChannel', fs.readFileSync(path.join(__dirname, '../../../client/dist/carry.js'), 'utf8'));

let network;
/** What a page's requests go over. */
function networkOf(number) {
  if (shared === 0) return new OwnConnections(note);
  if (number % shared === 0) network = new SharedConnection(note);
  return network;
}

/** The app's own client in a page: a socket that comes back, and has come back once it has heard the app. */
function live(number) {
  const base = addresses[Math.floor(number / (shared || 1)) % addresses.length];
  const WebSocket = pageAt(base, { script, hasUpgrades: how !== 'stream', network: networkOf(number), note });
  const url = base.replace(/^http/, 'ws') + 'ws';
  let tries = 0;
  const connect = () => {
    const socket = new WebSocket(url);
    let [hasHeard, isOver] = [false, false];
    const timer = limit < Infinity ? setTimeout(() => { note('app timed out'); socket.close(); over(); }, limit) : undefined;
    const over = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (hasHeard) tries = 0;
      const after = delay(tries++);
      if (after === undefined) note('gave up');
      else setTimeout(connect, after);
    };
    socket.onopen = () => { socket.send('hello'); };
    socket.onmessage = () => {
      if (hasHeard) return;
      hasHeard = true;
      clearTimeout(timer);
      note('open');
      note(`over ${WebSocket.wayleave?.()[0]?.transport ?? 'its own'}`);
    };
    socket.onclose = ({ code }) => {
      note(`${hasHeard ? 'close' : 'fail'} ${code}`);
      over();
    };
  };
  connect();
}

let next = 0;
const opening = setInterval(() => {
  for (let i = 0; i < 10 && next < count; i++) live(next++);
  if (next === count) clearInterval(opening);
}, 25);
