"""Tornado with Streamlit's paths. It says at /seen what sockets it had, for each Host apart. Argument 1: the folder of its pages."""
import asyncio
import pathlib
import sys

from tornado import httpserver, ioloop, netutil, web, websocket

PAGES = pathlib.Path(sys.argv[1])
sockets = {}


class Page(web.RequestHandler):
    def get(self, name):
        if name.endswith(".js"):
            self.set_header("Content-Type", "text/javascript")
        self.write((PAGES / (name or "page.html")).read_text())


class Health(web.RequestHandler):
    def get(self):
        self.write("ok")


class HostConfig(web.RequestHandler):
    def get(self):
        self.write({"allowedOrigins": [], "useExternalAuthToken": False})


class Seen(web.RequestHandler):
    def get(self):
        self.write({"sockets": sockets.get(self.request.host, [])})


class Stream(websocket.WebSocketHandler):
    """Sends each message back, and a count of its own in between, unless it is asked to be quiet; takes its time to open if it is asked for that."""

    def select_subprotocol(self, subprotocols):
        return subprotocols[0] if subprotocols else None

    async def get(self):
        self.record = {"got": 0, "closed": None}
        sockets.setdefault(self.request.host, []).append(self.record)
        if self.get_query_arguments("slow"):
            await asyncio.sleep(1)
        await super().get()

    def open(self):
        self.ticks = 0
        self.timer = ioloop.PeriodicCallback(self.tick, 50)
        if not self.get_query_arguments("quiet"):
            self.timer.start()

    def tick(self):
        self.ticks += 1
        self.write_message(f"tick {self.ticks}")

    def on_message(self, message):
        self.record["got"] += 1
        self.write_message(f"echo {message}")

    def on_close(self):
        self.timer.stop()
        self.record["closed"] = self.close_code or "no code"


async def main():
    listening = netutil.bind_sockets(0, "127.0.0.1")
    app = web.Application([("/_stcore/health", Health), ("/_stcore/host-config", HostConfig), ("/_stcore/stream", Stream), ("/seen", Seen),
                           (r"/([a-z]*(?:\.html|\.js)?)", Page)])
    httpserver.HTTPServer(app).add_sockets(listening)
    print(f"counting={listening[0].getsockname()[1]}", "ready", sep="\n", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
