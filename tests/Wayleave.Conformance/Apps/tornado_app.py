"""Tornado with Streamlit's three paths, and Streamlit's own check: Tornado's default, Origin equals Host."""
import asyncio

from tornado import httpserver, netutil, web, websocket


class Page(web.RequestHandler):
    def get(self):
        self.write("<!doctype html><title>Streamlit</title><noscript>You need to enable JavaScript to run this app.</noscript>")


class Health(web.RequestHandler):
    def get(self):
        self.write("ok")


class HostConfig(web.RequestHandler):
    def get(self):
        self.write({"allowedOrigins": [], "useExternalAuthToken": False})


class Stream(websocket.WebSocketHandler):
    def select_subprotocol(self, subprotocols):
        return subprotocols[0] if subprotocols else None

    def on_message(self, message):
        self.write_message(message, binary=isinstance(message, bytes))


class AnyOrigin(Stream):
    def check_origin(self, origin):
        return True


class Compressed(AnyOrigin):
    def get_compression_options(self):
        return {}


def make(stream):
    return web.Application([("/", Page), ("/_stcore/health", Health), ("/_stcore/host-config", HostConfig),
                            ("/_stcore/stream", stream), ("/ws", stream)])


async def main():
    for name, stream in (("streamlit", Stream), ("tornado-any", AnyOrigin), ("tornado-deflate", Compressed)):
        sockets = netutil.bind_sockets(0, "127.0.0.1")
        httpserver.HTTPServer(make(stream)).add_sockets(sockets)
        print(f"{name}={sockets[0].getsockname()[1]}", flush=True)
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
