// The script of carried pages and workers.
import { install } from "./install.ts";

install(globalThis);
