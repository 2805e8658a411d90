"""FastAPI on uvicorn: `uvicorn` with a WebSocket library, `uvicorn-no-ws` without one."""
import asyncio
import socket

import uvicorn
from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import HTMLResponse
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.requests import HTTPConnection


def make() -> FastAPI:
    app = FastAPI()

    @app.get("/", response_class=HTMLResponse)
    def page():
        return "<!doctype html><title>API</title><p>It works."

    @app.get("/healthz")
    def health():
        return {"status": "ok"}

    def seen(request: HTTPConnection):
        return {"client": request.client.host, "scheme": request.url.scheme,
                "host": request.headers["host"], "via": request.headers.get("via")}

    @app.get("/who")
    def who(request: Request):
        return seen(request)

    @app.websocket("/ws/who")
    async def who_socket(ws: WebSocket):
        await ws.accept()
        await ws.send_json(seen(ws))
        await ws.receive()  # until the client leaves

    @app.websocket("/ws")
    async def echo(ws: WebSocket):
        await ws.accept()
        try:
            while True:
                message = await ws.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if message.get("text") is not None:
                    await ws.send_text(message["text"])
                else:
                    await ws.send_bytes(message["bytes"])
        except RuntimeError:
            pass

    @app.websocket("/ws/token")
    async def token(ws: WebSocket):
        if ws.query_params.get("token") != "right":
            await ws.close(1008)  # before accept: the server answers 403
            return
        await ws.accept()
        await ws.receive_text()

    @app.websocket("/ws/crash")
    async def crash(ws: WebSocket):
        await ws.accept()
        raise ValueError("bug in the handler")

    @app.websocket("/ws/crash-before")
    async def crash_before(ws: WebSocket):
        raise ValueError("bug before accept")

    return app


def https_only() -> FastAPI:
    app = make()
    app.add_middleware(HTTPSRedirectMiddleware)
    return app


async def main():
    running = []
    for name, app, ws in (("uvicorn", make(), "websockets"), ("uvicorn-no-ws", make(), "none"),
                          ("uvicorn-https-only", https_only(), "websockets")):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, ws=ws, log_level="warning", lifespan="off"))
        server.install_signal_handlers = lambda: None
        running.append(server.serve(sockets=[listener]))
        print(f"{name}={listener.getsockname()[1]}", flush=True)
    started = asyncio.gather(*running)
    print("ready", flush=True)
    await started


asyncio.run(main())
