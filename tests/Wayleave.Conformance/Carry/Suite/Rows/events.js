// Events, and who hears them.
"use strict";
Object.assign(rows, {
  "handlers are called among listeners in the order in which they came": async () => {
    const socket = await opened("echo"), seen = [];
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
  // Whoever throws in a browser's own event is told of to the window, and those behind it hear the event all the same.
  "what a listener throws is reported, and the next ones are called": async () => {
    const socket = await opened("echo"), seen = [], reported = [];
    const report = event => {
      reported.push([event.error.message, event.message, event.error instanceof RangeError]);
      event.preventDefault();
    };
    window.addEventListener("error", report);
    socket.addEventListener("message", () => { throw new RangeError("one"); }, { once: true });
    socket.addEventListener("message", () => { seen.push("next"); }, { once: true });
    socket.onmessage = () => { throw new RangeError("two"); };
    socket.addEventListener("message", { handleEvent: () => { seen.push("last"); } });
    socket.send("x");
    await next(socket, "message");
    socket.send("y");
    await next(socket, "message");
    socket.onclose = () => { throw new RangeError("three"); };
    socket.close();
    await next(socket, "close");
    await quiet();
    window.removeEventListener("error", report);
    same([seen, reported], [["next", "last", "last"], ["one", "two", "two", "three"].map(word => [word, `Uncaught RangeError: ${word}`, true])]);
  },
  "in each event it is in the state that the event tells": async () => {
    const states = {}, see = socket => { for (const type of ["open", "message", "error", "close"]) socket[`on${type}`] = event => { (states[type] ??= []).push(socket.readyState, event.type); }; };
    const socket = new WebSocket("bye"), refused = new WebSocket("refused");
    see(socket);
    see(refused);
    await Promise.all([next(socket, "close"), next(refused, "close")]);
    same([states.open, states.message, states.error, states.close], [[1, "open"], [1, "message", 1, "message"], [3, "error"], [3, "close", 3, "close"]]);
  },
  "an error is a plain event before the close": async () => {
    const socket = new WebSocket("refused"), seen = [];
    socket.onclose = event => { seen.push(event.constructor.name, event.isTrusted); };
    socket.onerror = event => { seen.push(event.constructor.name, event.bubbles, event.cancelable, event.isTrusted); };
    await next(socket, "close");
    same(seen, ["Event", false, false, differs.isTrusted, "CloseEvent", differs.isTrusted]);
  },
  "each handler is null at first, and takes what is an object": async () => {
    const socket = await opened("echo");
    for (const name of ["onopen", "onmessage", "onerror", "onclose"]) {
      const handler = () => {}, object = { handleEvent() { throw new Error("an object is no handler"); } };
      for (const [given, wanted] of [[undefined, null], [handler, handler], [2, null], [object, object], [";", null], [null, null]]) {
        socket[name] = given;
        holds(socket[name] === wanted, `${name} = ${String(given)}`);
      }
      socket[name] = object;
    }
    socket.send("x");
    await next(socket, "message");
    socket.close();
    await next(socket, "close");
  },
  "a handler that was taken away comes back behind the others": async () => {
    const socket = await opened("echo"), seen = [];
    socket.onmessage = () => { seen.push("handler"); };
    socket.addEventListener("message", () => { seen.push("listener"); });
    socket.onmessage = null;
    socket.onmessage = () => { seen.push("again"); };
    socket.send("x");
    await next(socket, "message");
    same(seen, ["listener", "again"]);
    socket.close();
  },
  "listeners go by their options": async () => {
    const socket = await opened("echo"), seen = [], stop = new AbortController(), twice = () => { seen.push("twice"); };
    socket.addEventListener("message", () => { seen.push("once"); }, { once: true });
    socket.addEventListener("message", () => { seen.push("signal"); }, { signal: stop.signal });
    socket.addEventListener("message", twice);
    socket.addEventListener("message", twice);
    for (const text of ["x", "y"]) {
      socket.send(text);
      await next(socket, "message");
      stop.abort();
      socket.removeEventListener("message", twice);
    }
    same(seen, ["once", "signal", "twice"]);
    socket.close();
  },
  "a page may tell events of its own": async () => {
    const socket = await opened("echo"), seen = [];
    for (const type of ["open", "message", "error", "close"]) socket[`on${type}`] = event => { seen.push(event.type, event.data); };
    for (const event of [new Event("open"), new MessageEvent("message", { data: "mine" }), new Event("error"), new CloseEvent("close")]) holds(socket.dispatchEvent(event), event.type);
    same([seen, socket.readyState], [["open", undefined, "message", "mine", "error", undefined, "close", undefined].map(each => each ?? null), 1]);
    socket.onmessage = event => { event.stopImmediatePropagation(); };
    socket.addEventListener("message", () => { seen.push("stopped"); });
    socket.dispatchEvent(new MessageEvent("message"));
    same(seen.length, 8);
    socket.onclose = null;
    socket.close();
  },
});
