import type { Hub } from "./hub.ts";
import { addressOf, closeOf, protocolsOf } from "./socketArguments.ts";
import { disguise, shape } from "./socketShape.ts";
import { SocketState } from "./socketState.ts";
import type { World } from "./world.ts";

/** The place of a page: where its script was loaded from. */
export interface Place {
  readonly base: () => string;
  readonly host: string;
  readonly isSecure: boolean;
}

/** The class that stands for WebSocket in a page; sockets to other places are the browser's own. */
export function socketClass(world: World, hub: Hub, place: Place): typeof WebSocket {
  const Native = world.WebSocket;
  const states = new WeakMap<object, SocketState>();
  const stateOf = (socket: object): SocketState => {
    const state = states.get(socket);
    if (state === undefined) throw new TypeError("Illegal invocation");
    return state;
  };

  const Carried = class extends EventTarget {
    // By the defaults the class, and `close`, have the lengths of the standard's.
    constructor(url: string, protocols: string | string[] | undefined = undefined) {
      if (arguments.length === 0) throw new TypeError("Failed to construct 'WebSocket': 1 argument required, but only 0 present.");
      const address = addressOf(String(url), place.base());
      const wanted = protocolsOf(protocols);
      if (address.host !== place.host || (address.protocol === "wss:") !== place.isSecure)
        return Reflect.construct(Native, [address.href, wanted], new.target as unknown === Carried ? Native : new.target) as never;
      super();
      const state = new SocketState(address.href, wanted, this, world);
      states.set(this, state);
      state.session = hub.open(address.href, wanted, state);
    }

    get url(): string { return stateOf(this).url; }
    get readyState(): number { return stateOf(this).readyState; }
    get bufferedAmount(): number { return stateOf(this).bufferedAmount; }
    get extensions(): string { return stateOf(this).native?.extensions ?? ""; }
    get protocol(): string { return stateOf(this).protocol; }
    get binaryType(): BinaryType { return stateOf(this).binaryType; }
    set binaryType(type: BinaryType) {
      const state = stateOf(this);
      if (String(type) !== "blob" && String(type) !== "arraybuffer") return;
      state.binaryType = String(type) as BinaryType;
      if (state.native !== undefined) state.native.binaryType = state.binaryType;
    }

    send(data: unknown): void {
      const state = stateOf(this);
      if (arguments.length === 0) throw new TypeError("Failed to execute 'send' on 'WebSocket': 1 argument required, but only 0 present.");
      state.send(data);
    }

    close(code: number | undefined = undefined, reason: string | undefined = undefined): void {
      const state = stateOf(this);
      state.close(hub, ...closeOf(code, reason));
    }
  };

  shape(Carried, socket => stateOf(socket).handlers);
  disguise(Carried, Native, socket => states.has(socket));
  return Carried as unknown as typeof WebSocket;
}
