// How it ends.
"use strict";
Object.assign(rows, {
  "the page closes, with a code and a reason": async () => {
    const { socket, tells } = await watched(), told = tells(1);
    socket.close(4567, "réason");
    same(socket.readyState, 2);
    same(await ended(socket), [[4567, "réason", true]]);
    same(await told, [[4567, "réason"]]);
  },
  "the page closes without a code": async () => {
    const socket = await opened("echo");
    socket.close();
    same(await ended(socket), [[1005, "", true]]);
  },
  "what was sent before the close arrives": async () => {
    const { socket, tells } = await watched(), told = tells(2);
    socket.send("last");
    socket.close(1000);
    same(await ended(socket), [[1000, "", true]]);
    same(await told, ["last", [1000, ""]]);
  },
  "wrong codes and reasons are refused": async () => {
    const socket = await opened("echo");
    for (const code of [0, 999, 1001, 1005, 1006, 2999, 5000, 65536, "x", NaN, null, -1]) thrown(() => { socket.close(code); }, "InvalidAccessError", code);
    thrown(() => { socket.close(3000, "x".repeat(124)); }, "SyntaxError");
    thrown(() => { socket.close(3000, "é".repeat(62)); }, "SyntaxError");
    same(socket.readyState, 1);
    socket.close(3000.4, "é".repeat(61));
    same(await ended(socket), [[3000, "é".repeat(61), true]]);
    socket.close(3000);
  },
  "a reason's lone surrogates are replaced": async () => {
    const socket = await opened("echo");
    socket.close(3000, "\uD83Dx");
    same(await ended(socket), [[3000, "\uFFFDx", true]]);
  },
  "the app closes, with a code and a reason": async () => {
    same(await ended(new WebSocket("close?code=4000&reason=over")), ["open", [4000, "over", true]]);
    same(await ended(new WebSocket("close")), ["open", [1005, "", true]]);
    same(await ended(new WebSocket("close?code=1000")), ["open", [1000, "", true]]);
  },
  "what the app says before it closes is heard first": async () => {
    const socket = new WebSocket("bye"), seen = [];
    socket.onmessage = ({ data }) => { seen.push(data); };
    const [, close] = await ended(socket);
    same([seen, close], [["one", "two"], [4321, "enough", true]]);
  },
  "an app that hangs up is a close and no error": async () => {
    const socket = await opened("drop");
    socket.send("now");
    same(await ended(socket), [differs.hangUp]);
  },
  "a close is a CloseEvent": async () => {
    const socket = await opened("echo");
    socket.close(3001);
    const event = await next(socket, "close");
    same([event.constructor.name, event.code, event.reason, event.wasClean, event.bubbles, event.cancelable], ["CloseEvent", 3001, "", true, false, false]);
  },
  "the app hears of a close what the page has said": async () => {
    // 1005 is what stands for an empty payload. A reason alone goes with 1000.
    const table = [[[], [1005, ""]], [[undefined], [1005, ""]], [[1000], [1000, ""]], [[3000, "reason"], [3000, "reason"]], [[4999, "x".repeat(123)], [4999, "x".repeat(123)]], [["3001", null], [3001, "null"]]];
    for (const [given, wanted] of table) {
      const { socket, tells } = await watched(), told = tells(1);
      same(socket.close(...given), undefined);
      same(await ended(socket), [[...wanted, true]]);
      same(await told, [wanted]);
    }
  },
  "the first close is the one that counts": async () => {
    const { socket, tells } = await watched(), told = tells(1);
    let closes = 0;
    socket.addEventListener("close", () => {
      closes++;
      socket.close();
      socket.close(4002, "late");
    });
    socket.close(4000, "first");
    socket.close(4001, "second");
    same(await ended(socket), [[4000, "first", true]]);
    same(await told, [[4000, "first"]]);
    await quiet();
    same([closes, socket.readyState], [1, 3]);
  },
  "wrong codes are refused in every state": async () => {
    const socket = new WebSocket("echo");
    thrown(() => { socket.close(1001); }, "InvalidAccessError");
    thrown(() => { socket.close("reason"); }, "InvalidAccessError");
    same(socket.readyState, 0);
    await next(socket, "open");
    socket.close();
    thrown(() => { socket.close(2999); }, "InvalidAccessError");
    await next(socket, "close");
    thrown(() => { socket.close(3000, "x".repeat(124)); }, "SyntaxError");
  },
  "what comes behind the page's close is not heard": async () => {
    const socket = new WebSocket("count?n=200");
    let heard = 0;
    socket.onmessage = () => { if (++heard === 3) socket.close(); };
    same(await ended(socket), ["open", [1005, "", true]]);
    await quiet();
    same(heard, 3);
  },
  "it can be closed as it opens": async () => {
    const socket = new WebSocket("echo");
    socket.onopen = () => { socket.close(3000); };
    same(await ended(socket), ["open", [3000, "", true]]);
  },
});
