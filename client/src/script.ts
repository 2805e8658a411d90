// For pages without modules: the class is a global of its own name.
import { ReconnectingWebSocket } from "./client.ts";

Object.assign(globalThis, { ReconnectingWebSocket });
