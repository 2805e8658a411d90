'use strict';
// first.js GATEWAY APP-PORT: how long it takes a page in Chromium from `new WebSocket` to the app's first message, and for the page's next socket, behind a hop
// that passes all, that never answers handshakes, and that holds streams back besides. Prints a line for each page; RUNS (5) are the pages of each kind.
const http = require('node:http');
const net = require('node:net');
const { WebSocketServer } = require('ws');
const { chromium } = require('playwright-core');

const [gateway, appPort] = process.argv.slice(2).map(Number);
const runs = Number(process.env.RUNS ?? 5);
let kind = '';

const app = http.createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><html><head><title>app</title><script src="/.wayleave/carry.js"></script></head><body></body></html>');
});
new WebSocketServer({ server: app }).on('connection', socket => { socket.send('welcome'); });

// A hop that collects an answer passes nothing of it before its end.
const hop = http.createServer((request, response) => {
  const onward = http.request({ port: gateway, host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers }, answer => {
    const collected = [];
    const pass = () => { response.writeHead(answer.statusCode, answer.headers); };
    if (kind === 'held') answer.on('data', data => { collected.push(data); }).on('end', () => { pass(); response.end(Buffer.concat(collected)); });
    else { pass(); response.flushHeaders(); answer.pipe(response); }
    answer.on('error', () => { response.destroy(); });
    response.on('close', () => { answer.destroy(); });
  });
  onward.on('error', () => { response.destroy(); });
  response.on('close', () => { onward.destroy(); });
  request.pipe(onward);
});
hop.on('upgrade', (request, socket, head) => {
  socket.on('error', () => { socket.destroy(); });
  if (kind !== 'open') return;
  const onward = net.connect(gateway, '127.0.0.1', () => {
    const lines = request.rawHeaders.map((text, index) => text + (index % 2 === 0 ? ': ' : '\r\n')).join('');
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines}\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => { socket.destroy(); }).on('close', () => { socket.destroy(); });
  socket.on('close', () => { onward.destroy(); });
});

// Runs in the page.
async function measure() {
  const first = async () => {
    const began = performance.now();
    const socket = new WebSocket('/ws');
    await new Promise((resolve, reject) => { Object.assign(socket, { onmessage: resolve, onerror: reject }); });
    return performance.now() - began;
  };
  const one = await first();
  // It may have come over a way that is still being compared with others.
  while (WebSocket.wayleave()[0].transport === null) await new Promise(resolve => { setTimeout(resolve, 20); });
  const next = await first();
  return { one, next, transport: WebSocket.wayleave()[0].transport };
}

async function main() {
  await new Promise(resolve => { app.listen(appPort, '127.0.0.1', resolve); });
  await new Promise(resolve => { hop.listen(0, '127.0.0.1', resolve); });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
  });
  for (let run = 0; run < runs; run++)
    for (kind of ['open', 'silent', 'held']) {
      // Each in a browser profile of its own, which remembers nothing.
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${hop.address().port}/`);
      const { one, next, transport } = await page.evaluate(measure);
      console.log(`first ${kind} transport=${transport} first_ms=${one.toFixed(0)} next_ms=${next.toFixed(0)}`);
      await context.close();
    }
  await browser.close();
  process.exit(0);
}

void main();
