// What a page may rely on of WebSocket, one row a behaviour, after what web-platform-tests checks of it (websockets/). Each row is an async function that throws where it does not hold.
"use strict";
/* exported rows */
const same = (got, wanted, words = "") => {
  const [one, other] = [got, wanted].map(value => JSON.stringify(value));
  if (one !== other) throw new Error(`${words} ${String(one).slice(0, 200)} and not ${String(other).slice(0, 200)}`);
};
const holds = (truth, words) => { if (!truth) throw new Error(words); };
const thrown = (what, name, given = "") => {
  try {
    what();
  } catch (error) {
    same(error.name, name);
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
const ended = async socket => {
  const seen = [];
  for (const type of ["open", "error", "close"]) socket.addEventListener(type, event => { seen.push(type === "close" ? [event.code, event.reason, event.wasClean] : type); });
  await next(socket, "close");
  same(socket.readyState, 3);
  return seen;
};
const origin = location.origin.replace("http", "ws");

const rows = {
  "the class has the shape of an interface": () => {
    same([WebSocket.name, WebSocket.length, typeof WebSocket.prototype.send, WebSocket.prototype.close.length], ["WebSocket", 1, "function", 0]);
    same(Object.prototype.toString.call(WebSocket.prototype), "[object WebSocket]");
    for (const [at, name] of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].entries())
      for (const target of [WebSocket, WebSocket.prototype]) {
        const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(target, name);
        same([value, writable, enumerable, configurable], [at, false, true, false], name);
      }
    for (const name of ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType", "onopen", "onmessage", "onerror", "onclose"]) {
      const { get, enumerable, configurable } = Object.getOwnPropertyDescriptor(WebSocket.prototype, name);
      same([typeof get, enumerable, configurable], ["function", true, true], name);
    }
    holds(!Object.keys(globalThis).includes("WebSocket"), "it is enumerable in the window");
    thrown(() => WebSocket("/echo"), "TypeError");
    thrown(() => new WebSocket(), "TypeError");
    thrown(() => WebSocket.prototype.readyState, "TypeError");
  },
  "wrong addresses are refused": () => {
    for (const url of ["ftp://x/", "mailto:x", "about:blank", "ws://[::1", "ws://", "ws://x:99999/", "/echo#part", `${origin}/echo#`, "javascript:alert(1)"]) thrown(() => new WebSocket(url), "SyntaxError", url);
  },
  "addresses are resolved as the page's": async () => {
    for (const [given, wanted] of [["/echo", `${origin}/echo`], ["echo?a=1", `${origin}/echo?a=1`], [location.origin + "/echo", `${origin}/echo`], [`${origin.toUpperCase()}/echo`, `${origin}/echo`], ["/x/../echo?q=%20 é", `${origin}/echo?q=%20%20%C3%A9`]]) {
      const socket = new WebSocket(given);
      same(socket.url, wanted, given);
      await next(socket, "open");
      socket.close();
    }
  },
  "wrong subprotocols are refused": () => {
    for (const wrong of ["", "a b", "a,b", "ä", "a\u0000", ["a", "a"], ["a", ""], ["a", "b c"], "x/y"]) thrown(() => new WebSocket("/protocol", wrong), "SyntaxError", wrong);
  },
  "a subprotocol is agreed on": async () => {
    const socket = await opened("/protocol", ["other", "take.this"]);
    same(socket.protocol, "take.this");
    socket.close();
    same((await opened("/protocol")).protocol, "");
  },
  "where none is agreed on of those offered it fails": async () => { same(await ended(new WebSocket("/protocol", "other")), ["error", [1006, "", false]]); },
  "it connects before it is open": async () => {
    const socket = new WebSocket("/echo");
    same([socket.readyState, socket.bufferedAmount, socket.protocol, socket.binaryType, socket.onopen], [0, 0, "", "blob", null]);
    thrown(() => { socket.send("early"); }, "InvalidStateError");
    const event = await next(socket, "open");
    same([socket.readyState, event.constructor.name, event.bubbles, event.cancelable, event.target === socket, event.isTrusted === false || event.isTrusted], [1, "Event", false, false, true, true]);
    socket.close();
  },
  "a handshake that is refused is an error and a close": async () => { same(await ended(new WebSocket("/refused")), ["error", [1006, "", false]]); },
  "text comes back as it was": async () => {
    const socket = await opened("/tell"), texts = ["", "plain", "ünïcødé 🙂", "a\u0000b", "\uFEFFmark", "\uD800lone"];
    const got = gathered(socket, texts.length);
    for (const text of texts) socket.send(text);
    same((await got).map(each => JSON.parse(each)), texts.map(text => ["text", text.replace("\uD800", "\uFFFD")]));
    socket.close();
  },
  "what is no string and no bytes is sent as a string": async () => {
    const socket = await opened("/tell"), got = gathered(socket, 4);
    for (const value of [null, 12.5, { toString: () => "made" }, undefined]) socket.send(value);
    same((await got).map(each => JSON.parse(each)[1]), ["null", "12.5", "made", "undefined"]);
    thrown(() => { socket.send(); }, "TypeError");
    socket.close();
  },
  "bytes of every kind are sent as they are at that moment": async () => {
    const socket = await opened("/tell"), bytes = Uint8Array.of(1, 2, 3, 4, 5, 6), got = gathered(socket, 5);
    for (const data of [bytes.buffer, bytes.subarray(1, 4), new DataView(bytes.buffer, 2, 2), new Uint16Array([258]), new Uint8Array()]) socket.send(data);
    bytes.fill(9);
    same((await got).map(each => JSON.parse(each)), [[1, 2, 3, 4, 5, 6], [2, 3, 4], [3, 4], [2, 1], []].map(each => ["binary", each]));
    socket.close();
  },
  "a blob keeps its place among what is sent": async () => {
    const socket = await opened("/tell"), got = gathered(socket, 4);
    socket.send("before");
    socket.send(new Blob(["ab", Uint8Array.of(0)]));
    socket.send("after");
    socket.send(new Blob([]));
    same((await got).map(each => JSON.parse(each)), [["text", "before"], ["binary", [97, 98, 0]], ["text", "after"], ["binary", []]]);
    socket.close();
  },
  "bytes come as what binaryType says when they come": async () => {
    const socket = await opened("/echo");
    socket.binaryType = "nothing";
    same(socket.binaryType, "arraybuffer");
    socket.send(Uint8Array.of(7));
    const first = (await next(socket, "message")).data;
    same([first instanceof ArrayBuffer, bytesOf(first)], [true, [7]]);
    socket.binaryType = "blob";
    socket.send(Uint8Array.of(8));
    const second = (await next(socket, "message")).data;
    same([second instanceof Blob, second.type, bytesOf(await second.arrayBuffer())], [true, "", [8]]);
    socket.close();
  },
  "a message is a MessageEvent from the socket's origin": async () => {
    const socket = await opened("/echo");
    socket.send("x");
    const event = await next(socket, "message");
    same([event.constructor.name, event.data, event.origin, event.lastEventId, event.source, event.ports.length, event.bubbles, event.cancelable], ["MessageEvent", "x", origin, "", null, 0, false, false]);
    socket.close();
  },
  "a mebibyte and five come back whole": async () => {
    const socket = await opened("/echo");
    for (const size of [1 << 20, 5 << 20]) {
      const data = new Uint8Array(size).map((_, at) => at % 251);
      socket.send(data);
      const back = new Uint8Array((await next(socket, "message")).data);
      holds(back.length === size && back.every((byte, at) => byte === at % 251), `${size} bytes came back changed`);
    }
    socket.send("é".repeat(500_000));
    same((await next(socket, "message")).data.length, 500_000);
    socket.close();
  },
  "ten thousand messages keep their order": async () => {
    const socket = await opened("/echo"), got = gathered(socket, 10_000);
    for (let i = 0; i < 10_000; i++) socket.send(i % 2 === 0 ? `m${i}` : Uint8Array.of(i & 255, i >> 8));
    (await got).forEach((data, i) => { if (typeof data === "string" ? data !== `m${i}` : bytesOf(data)[0] + bytesOf(data)[1] * 256 !== i) throw new Error(`message ${i} is another`); });
    socket.close();
  },
  "each message is heard before the next": async () => {
    const socket = new WebSocket("/count?n=50");
    for (let i = 0; i < 50; i++) same(await new Promise(resolve => { socket.onmessage = ({ data }) => { resolve(data); }; }), `m${i}`);
    socket.close();
  },
  "bufferedAmount grows with what is sent, in bytes": async () => {
    const socket = await opened("/echo");
    socket.send("é".repeat(100));
    socket.send(new Uint8Array(50));
    same(socket.bufferedAmount, 250);
    await gathered(socket, 2);
    same(socket.bufferedAmount, 0);
    socket.close();
    socket.send("0123456789");
    same(socket.bufferedAmount, 10);
    await next(socket, "close");
    socket.send(new Blob(["12345"]));
    same(socket.bufferedAmount, 15);
  },
  "the page closes, with a code and a reason": async () => {
    // Each way of the suite has a port of its own.
    const watcher = await opened(`/watcher?page=${location.port}`), socket = await opened(`/watch?page=${location.port}`);
    const told = gathered(watcher, 1);
    socket.close(4567, "réason");
    same(socket.readyState, 2);
    same(await ended(socket), [[4567, "réason", true]]);
    same(JSON.parse((await told)[0]), [4567, "réason"]);
    watcher.close();
  },
  "the page closes without a code": async () => {
    const socket = await opened("/echo");
    socket.close();
    same(await ended(socket), [[1005, "", true]]);
  },
  "what was sent before the close arrives": async () => {
    const watcher = await opened(`/watcher?page=${location.port}`), socket = await opened(`/watch?page=${location.port}`);
    const told = gathered(watcher, 2);
    socket.send("last");
    socket.close(1000);
    same(await ended(socket), [[1000, "", true]]);
    same(await told, ["last", "[1000,\"\"]"]);
    watcher.close();
  },
  "wrong codes and reasons are refused": async () => {
    const socket = await opened("/echo");
    for (const code of [0, 999, 1001, 1005, 1006, 2999, 5000, 65536, "x", NaN, null, -1]) thrown(() => { socket.close(code); }, "InvalidAccessError", code);
    thrown(() => { socket.close(3000, "x".repeat(124)); }, "SyntaxError");
    thrown(() => { socket.close(3000, "é".repeat(62)); }, "SyntaxError");
    same(socket.readyState, 1);
    socket.close(3000.4, "é".repeat(61));
    same(await ended(socket), [[3000, "é".repeat(61), true]]);
    socket.close(3000);
  },
  "a reason's lone surrogates are replaced": async () => {
    const socket = await opened("/echo");
    socket.close(3000, "\uD83Dx");
    same(await ended(socket), [[3000, "\uFFFDx", true]]);
  },
  "a close before it is open is an error": async () => {
    const socket = new WebSocket("/echo");
    socket.close();
    same(socket.readyState, 2);
    same(await ended(socket), ["error", [1006, "", false]]);
  },
  "the app closes, with a code and a reason": async () => {
    same(await ended(new WebSocket("/close?code=4000&reason=over")), ["open", [4000, "over", true]]);
    same(await ended(new WebSocket("/close")), ["open", [1005, "", true]]);
    same(await ended(new WebSocket("/close?code=1000")), ["open", [1000, "", true]]);
  },
  "what the app says before it closes is heard first": async () => {
    const socket = new WebSocket("/bye"), seen = [];
    socket.onmessage = ({ data }) => { seen.push(data); };
    const [, close] = await ended(socket);
    same([seen, close], [["one", "two"], [4321, "enough", true]]);
  },
  // The gateway makes a close of it, on every socket that it relays: 1014, "bad gateway", or a reset where that was one.
  "an app that hangs up is a close and no error": async () => {
    const socket = await opened("/drop");
    socket.send("now");
    const seen = await ended(socket);
    holds(seen.length === 1 && [1006, 1014].includes(seen[0][0]), JSON.stringify(seen));
  },
  "a close is a CloseEvent": async () => {
    const socket = await opened("/echo");
    socket.close(3001);
    const event = await next(socket, "close");
    same([event.constructor.name, event.code, event.reason, event.wasClean, event.bubbles, event.cancelable], ["CloseEvent", 3001, "", true, false, false]);
  },
  "handlers are called among listeners in the order in which they came": async () => {
    const socket = await opened("/echo"), seen = [];
    socket.addEventListener("message", () => { seen.push("first"); });
    socket.onmessage = () => { seen.push("never"); };
    socket.addEventListener("message", { handleEvent: () => { seen.push("third"); } });
    socket.onmessage = function (event) { seen.push(this === socket && event.currentTarget === socket ? "second" : "lost"); };
    socket.send("x");
    await next(socket, "message");
    same(seen, ["first", "second", "third"]);
    for (const nothing of [null, 5, "text", undefined]) {
      socket.onmessage = () => {};
      socket.onmessage = nothing;
      same(socket.onmessage, null);
    }
    socket.close();
  },
  "a listener that throws stops nothing": async () => {
    const socket = await opened("/echo");
    window.expected = 1;
    socket.addEventListener("message", () => { throw new Error("expected"); }, { once: true });
    socket.send("x");
    socket.send("y");
    await gathered(socket, 2);
    socket.close();
  },
  "it is an instance of its class, and what extends it too": async () => {
    class Mine extends WebSocket {
      constructor(path) {
        super(path);
        this.mine = true;
      }
      shout(words) { this.send(words.toUpperCase()); }
    }
    const socket = new Mine("/echo"), plain = new WebSocket("/echo");
    holds(socket instanceof Mine && socket instanceof WebSocket && socket instanceof EventTarget && plain instanceof WebSocket && !(plain instanceof Mine) && !({} instanceof WebSocket), "instanceof");
    await next(socket, "open");
    socket.shout("loud");
    same([(await next(socket, "message")).data, socket.mine], ["LOUD", true]);
    socket.close();
    plain.close();
  },
  "two sockets do not mix": async () => {
    const [one, other] = await Promise.all([opened("/echo"), opened("/echo")]);
    const got = [gathered(one, 100), gathered(other, 100)];
    for (let i = 0; i < 100; i++) [one, other].forEach((socket, at) => { socket.send(`${at}-${i}`); });
    (await Promise.all(got)).forEach((all, at) => { same(all, Array.from({ length: 100 }, (_, i) => `${at}-${i}`)); });
    one.close();
    other.close();
  },
  "fifty sockets at once": async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => opened("/echo")));
    const got = all.map(socket => gathered(socket, 1));
    all.forEach((socket, at) => { socket.send(`s${at}`); });
    same((await Promise.all(got)).flat(), all.map((_, at) => `s${at}`));
    const closes = all.map(ended);
    all.forEach(socket => { socket.close(3333); });
    for (const seen of await Promise.all(closes)) same(seen, [[3333, "", true]]);
  },
};
