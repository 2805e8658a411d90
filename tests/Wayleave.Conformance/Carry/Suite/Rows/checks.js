// What the rows are written with. A row is an async function that throws where what it names does not hold; each file beside this one adds rows of one kind, after what
// web-platform-tests checks of WebSocket (websockets/).
"use strict";
/* exported rows, differs, thrown, next, opened, gathered, bytesOf, ended, watched, quiet */
const rows = {};
const way = location.pathname.split("/")[1];
const base = location.href.replace(/^http/, "ws").replace(/[^/]*$/, "");
const origin = new URL(base).origin;

// All that is not the same on every way, and why. docs/carry.md says so too.
const isCarried = !["direct", "native"].includes(way);
const differs = {
  // RFC 6455 §7.1.5: no close frame has come. The gateway says to whomever it relays for what the app did not say: 1014, "bad gateway".
  hangUp: way === "direct" ? [1006, "", false] : [1014, "the app ended the connection without a close frame", true],
  // The browser hangs up on an app that does not agree; the script says that it leaves, of which the gateway makes a 1001, "going away".
  unagreed: isCarried ? [1001, ""] : [1006, ""],
  // What would be sent again over another carrier could not be decompressed again.
  extensions: isCarried ? "" : "permessage-deflate",
  // Opened by a POST, which has one, where no WebSocket opens it.
  referrer: isCarried && way !== "websocket" ? location.href : null,
  // No script can make events that a browser trusts.
  isTrusted: !isCarried,
};

const same = (got, wanted, words = "") => {
  const [one, other] = [got, wanted].map(value => JSON.stringify(value));
  if (one !== other) throw new Error(`${words} ${String(one).slice(0, 300)} and not ${String(other).slice(0, 300)}`);
};
const holds = (truth, words) => { if (!truth) throw new Error(words); };
const thrown = (what, name, given = "") => {
  try {
    what();
  } catch (error) {
    same(error.name, name, given);
    if (name !== "TypeError") holds(error instanceof DOMException, "it is no DOMException");
    return;
  }
  throw new Error(`nothing was thrown, and not ${name}: ${given}`);
};
const next = (target, type) => new Promise(resolve => { target.addEventListener(type, resolve, { once: true }); });
const opened = async (path, protocols) => {
  const socket = protocols === undefined ? new WebSocket(path) : new WebSocket(path, protocols);
  socket.binaryType = "arraybuffer";
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => { reject(new Error(`${path} did not open`)); };
  });
  socket.onopen = socket.onerror = null;
  return socket;
};
const gathered = async (socket, count) => {
  const got = [];
  await new Promise(resolve => { socket.onmessage = ({ data }) => { if (got.push(data) === count) resolve(); }; });
  return got;
};
const bytesOf = data => [...new Uint8Array(data)];
/** What a socket says from now on to its end, but for messages. */
const ended = async socket => {
  const seen = [];
  for (const type of ["open", "error", "close"]) socket.addEventListener(type, event => { seen.push(type === "close" ? [event.code, event.reason, event.wasClean] : type); });
  await next(socket, "close");
  same(socket.readyState, 3);
  return seen;
};
/** Opens a socket; what the app has heard from it, its close as [code, reason] among it, comes over another one. */
const watched = async () => {
  const watcher = await opened("watcher"), socket = await opened("watch");
  return {
    socket,
    tells: async count => {
      const told = await gathered(watcher, count);
      watcher.close();
      return told.map(each => JSON.parse(each));
    },
  };
};
/** All that was on its way to the page has come: what another socket asks for afterwards has. */
const quiet = async () => {
  const socket = await opened("echo");
  socket.send("");
  await next(socket, "message");
  socket.close();
};
