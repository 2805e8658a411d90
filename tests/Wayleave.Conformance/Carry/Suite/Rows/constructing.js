// Its shape, and what it is made with.
"use strict";
Object.assign(rows, {
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
    thrown(() => WebSocket("echo"), "TypeError");
    thrown(() => new WebSocket(), "TypeError");
    thrown(() => WebSocket.prototype.readyState, "TypeError");
  },
  "it is an instance of its class, and what extends it too": async () => {
    class Mine extends WebSocket {
      constructor(path) {
        super(path);
        this.mine = true;
      }
      shout(words) { this.send(words.toUpperCase()); }
    }
    const socket = new Mine("echo"), plain = new WebSocket("echo");
    holds(socket instanceof Mine && socket instanceof WebSocket && socket instanceof EventTarget && plain instanceof WebSocket && !(plain instanceof Mine) && !({} instanceof WebSocket), "instanceof");
    await next(socket, "open");
    socket.shout("loud");
    same([(await next(socket, "message")).data, socket.mine], ["LOUD", true]);
    socket.close();
    plain.close();
  },
  "wrong addresses are refused": () => {
    for (const url of ["ftp://x/", "mailto:x", "about:blank", "javascript:alert(1)", "ws://[::1", "ws://", "ws://x:99999/", "echo#part", "#part", `${base}echo#`])
      thrown(() => new WebSocket(url), "SyntaxError", url);
  },
  "addresses are resolved as the page's": async () => {
    const table = [["echo?a=1", "echo?a=1"], [location.origin + location.pathname + "echo", "echo"], [base.replace("ws://", "WS://") + "echo", "echo"], [`/${way}/./x/../echo?q=%20 é`, "echo?q=%20%20%C3%A9"],
      [`//${location.host}/${way}/echo`, "echo"], [new URL(`${base}echo`), "echo"]];
    for (const [given, wanted] of table) {
      const socket = new WebSocket(given);
      same(socket.url, base + wanted, given);
      await next(socket, "open");
      socket.close();
    }
  },
  "wrong subprotocols are refused": () => {
    for (const wrong of ["", "a b", "a,b", "ä", "a\u0000", ["a", "a"], ["a", ""], ["a", "b c"], "x/y"]) thrown(() => new WebSocket("protocol", wrong), "SyntaxError", wrong);
  },
  "a subprotocol is agreed on": async () => {
    const socket = await opened("protocol", ["other", "take.this"]);
    same(socket.protocol, "take.this");
    socket.close();
    const without = await opened("protocol");
    same(without.protocol, "");
    without.close();
  },
  "where none is agreed on of those offered it fails, and the app hears of the end at once": async () => {
    const watcher = await opened("watcher"), told = gathered(watcher, 1);
    same(await ended(new WebSocket("watch", "other")), ["error", [1006, "", false]]);
    same(JSON.parse((await told)[0]), differs.unagreed);
    watcher.close();
  },
  "subprotocols that are no tokens are refused": () => {
    for (const sign of [..."()<>@,;:\\\"/[]?={} \t\n\u007F\u0080\u3042"]) thrown(() => new WebSocket("protocol", `a${sign}b`), "SyntaxError", JSON.stringify(sign));
  },
  "subprotocols are any that can be gone through": async () => {
    for (const [given, wanted] of [[[], ""], [["take", "TAKE"], "take"], [new Set(["take.set"]), "take.set"], ["take!#$%&'*+-.^_`|~1", "take!#$%&'*+-.^_`|~1"], [{ toString: () => "take.object" }, "take.object"], [undefined, ""]]) {
      const socket = new WebSocket("protocol", given);
      await next(socket, "open");
      same(socket.protocol, wanted);
      socket.close();
    }
  },
  "its readings cannot be set, deleted or read of something else": async () => {
    const socket = await opened("echo");
    for (const name of ["url", "readyState", "bufferedAmount", "extensions", "protocol"]) {
      const before = socket[name];
      thrown(() => { socket[name] = "other"; }, "TypeError", name);
      holds(delete socket[name], name);
      same(socket[name], before, name);
      same(Object.getOwnPropertyDescriptor(WebSocket.prototype, name).set === undefined, true, name);
    }
    for (const name of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"]) {
      thrown(() => { WebSocket[name] = 7; }, "TypeError", name);
      thrown(() => Object.defineProperty(WebSocket.prototype, name, { get: () => 7 }), "TypeError", name);
      same(socket[name], WebSocket[name], name);
    }
    thrown(() => structuredClone(socket), "DataCloneError");
    socket.close();
  },
  "other hosts, ports and schemes have an address, and no error before its time": async () => {
    const table = [["ws://example.invalid:80/", "ws://example.invalid/"], ["wss://example.invalid:443/a b", "wss://example.invalid/a%20b"], ["https://example.invalid:444", "wss://example.invalid:444/"]];
    for (const [given, wanted] of table) {
      const socket = new WebSocket(given);
      same([socket.url, socket.readyState], [wanted, 0]);
      socket.close();
    }
    // A port that browsers block.
    same(await ended(new WebSocket(`ws://${location.hostname}:25/`)), ["error", [1006, "", false]]);
  },
  "relative addresses go by the page's base": async () => {
    const element = document.createElement("base");
    element.href = "elsewhere/";
    document.head.append(element);
    const socket = new WebSocket("echo");
    element.remove();
    same(socket.url, `${base}elsewhere/echo`);
    same(await ended(socket), ["error", [1006, "", false]]);
  },
});
