const events = ["open", "message", "error", "close"] as const;
const plain = ["url", "readyState", "bufferedAmount", "extensions", "protocol", "binaryType", "send", "close"];
const members = [...plain, ...events.map(name => `on${name}`)];

type Method = (this: object, ...given: unknown[]) => unknown;
type Handler = (event: Event) => void;
type SocketType = abstract new (...given: never[]) => object;
/** The handlers of one socket, such as `onopen`, by their events. */
export type Handlers = Map<string, { handler: Handler; readonly listener: (event: Event) => void }>;

/** Gives a class what WebIDL gives an interface: enumerable members, constants, event handlers. */
export function shape(type: SocketType, handlersOf: (socket: object) => Handlers): void {
  const { prototype } = type;
  for (const [value, name] of ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].entries())
    for (const target of [type, prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  for (const name of plain)
    Object.defineProperty(prototype, name, { enumerable: true });
  for (const name of events)
    Object.defineProperty(prototype, `on${name}`, {
      enumerable: true,
      configurable: true,
      get(this: EventTarget): Handler | null { return handlersOf(this).get(name)?.handler ?? null; },
      set(this: EventTarget, handler: unknown) {
        const handlers = handlersOf(this);
        const value = typeof handler === "function" || (typeof handler === "object" && handler !== null) ? handler as Handler : null;
        const known = handlers.get(name);
        if (value === null) {
          // Whoever takes it away gives up its place (HTML, "deactivate an event handler").
          if (known !== undefined) this.removeEventListener(name, known.listener);
          handlers.delete(name);
        } else if (known !== undefined) known.handler = value;
        else {
          // Its place among the listeners is that of the first handler (HTML, "event handlers").
          const entry = { handler: value, listener: (event: Event): void => { if (typeof entry.handler === "function") entry.handler.call(this, event); } };
          handlers.set(name, entry);
          this.addEventListener(name, entry.listener);
        }
      },
    });
}

/** Makes a class pass for the browser's own: one of a class that extends it may be the browser's. */
export function disguise(type: SocketType, native: SocketType, isOurs: (socket: object) => boolean): void {
  const either = (ours: Method, theirs: Method): Method => Object.defineProperties(function (this: object, ...given: unknown[]) {
    return (isOurs(this) ? ours : theirs).apply(this, given);
  }, { name: { value: ours.name }, length: { value: ours.length } });
  for (const name of members) {
    const [ours, theirs] = [type, native].map(each => Object.getOwnPropertyDescriptor(each.prototype, name) ?? {});
    const both = (["get", "set", "value"] as const).flatMap(kind => typeof ours?.[kind] === "function" && typeof theirs?.[kind] === "function" ? [[kind, either(ours[kind] as Method, theirs[kind] as Method)]] : []);
    Object.defineProperty(type.prototype, name, Object.fromEntries(both) as PropertyDescriptor);
  }
  Object.defineProperty(type.prototype, Symbol.toStringTag, { value: "WebSocket", configurable: true });
  Object.defineProperty(type, "name", { value: "WebSocket" });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      // Of a class that extends this one only what that class has made is an instance.
      return (this === type && value instanceof native) || (Function.prototype[Symbol.hasInstance] as (value: unknown) => boolean).call(this, value);
    },
  });
}
