'use strict';
// herd.js APP-PORT ADDRESSES COUNT HOW APP SHARED: an app that echoes, and COUNT pages (pages.js, in two processes) whose gateway is restarted. Says "open" when all
// have heard the app. Told "restart" by a line of input, it waits until all have come back or given up, and says how they came. It ends with its input.
const { fork } = require('node:child_process');
const path = require('node:path');
const readline = require('node:readline');
const { WebSocketServer } = require('ws');

const [port, addresses, count, how, app, shared] = process.argv.slice(2);
const pages = Number(count);
const binMs = 100;
const longestMs = 180_000;
const bins = {};
let restarted;

function add(kind, bin, number) {
  (bins[kind] ??= {})[bin] = (bins[kind][bin] ?? 0) + number;
}

const total = kind => Object.values(bins[kind] ?? {}).reduce((sum, number) => sum + number, 0);

new WebSocketServer({ port: Number(port), host: '127.0.0.1', backlog: 4096, perMessageDeflate: false }).on('connection', socket => {
  add('app', Math.floor(Date.now() / binMs), 1);
  socket.on('error', () => {});
  socket.on('message', (data, isBinary) => { socket.send(data, { binary: isBinary }); });
});

const children = [0, 1].map(half => {
  const child = fork(path.join(__dirname, 'pages.js'), [addresses, String(Math.floor((pages + half) / 2)), how, app, shared]);
  child.on('message', ({ bins: more }) => {
    for (const [kind, its] of Object.entries(more)) for (const [bin, number] of Object.entries(its)) add(kind, bin, number);
    look();
  });
  return child;
});

readline.createInterface({ input: process.stdin }).on('line', line => {
  if (line === 'restart') {
    for (const kind of Object.keys(bins)) delete bins[kind];
    restarted = Date.now();
  }
}).on('close', () => {
  for (const child of children) child.kill();
  process.exit(0);
});

let isOpen = false;
let isReported = false;
function look() {
  if (restarted === undefined) {
    if (!isOpen && total('open') >= pages) console.log('open');
    isOpen ||= total('open') >= pages;
  } else if (!isReported && (total('open') + total('gave up') >= pages || Date.now() - restarted > longestMs)) {
    isReported = true;
    report();
  }
}

// How one kind of thing came: how many, the most in a tenth of a second and in a second, and when.
function course(kind) {
  const its = Object.entries(bins[kind] ?? {}).map(([bin, number]) => [Number(bin), number]).sort(([one], [other]) => one - other);
  const of = Object.fromEntries(its);
  const second = bin => Array.from({ length: 10 }, (_, i) => of[bin + i] ?? 0).reduce((sum, number) => sum + number, 0);
  const at = share => {
    let sum = 0;
    for (const [bin, number] of its) if ((sum += number) >= share * pages) return (((bin + 1) * binMs - restarted) / 1000).toFixed(1);
    return '-';
  };
  return { all: total(kind), tenth: Math.max(0, ...its.map(([, number]) => number)), second: Math.max(0, ...its.map(([bin]) => second(bin))), at };
}

function report() {
  const [open, arrive, opened] = ['open', 'arrive', 'app'].map(course);
  console.log(`back=${open.all}/${pages} half_s=${open.at(0.5)} most_s=${open.at(0.99)} all_s=${open.at(1)}` +
    ` gateway=${arrive.all} gateway_100ms=${arrive.tenth} gateway_1s=${arrive.second} app=${opened.all} app_100ms=${opened.tenth} app_1s=${opened.second}`);
  for (const kind of Object.keys(bins).sort()) if (!['open', 'arrive', 'app'].includes(kind)) console.log(`  ${kind}: ${total(kind)}`);
  if (process.env.COURSE !== undefined)
    for (const kind of ['arrive', 'asks open', 'asks stream', 'asks sse', 'asks poll', 'asks up', 'app', 'open'])
      console.log(`  ${kind} by second: ${Array.from({ length: 60 }, (_, s) => Object.entries(bins[kind] ?? {}).reduce((sum, [bin, n]) => sum + (Math.floor((bin * binMs - restarted) / 1000) === s ? n : 0), 0)).join(' ').replace(/( 0)+$/, '')}`);
}
