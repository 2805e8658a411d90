"""The endpoint that services write by hand: a WebSocket that forwards a Redis channel. Arguments: the port of Redis, seconds of silence before a heartbeat."""
import asyncio
import socket
import sys

import redis.asyncio
import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

store = redis.asyncio.Redis(port=int(sys.argv[1]))
silence = float(sys.argv[2])
app = FastAPI()


@app.websocket("/ws/{user_id}")
async def events(websocket: WebSocket, user_id: str):
    await websocket.accept()
    pubsub = store.pubsub()
    await pubsub.subscribe(f"user:{user_id}:events")

    async def forward():
        while True:
            message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=silence)
            if message is not None:
                await websocket.send_text(message["data"].decode())

    async def answer():
        while True:
            try:
                text = await asyncio.wait_for(websocket.receive_text(), silence)
                if text == "ping":
                    await websocket.send_text('{"type":"pong"}')
            except asyncio.TimeoutError:
                await websocket.send_text('{"type":"heartbeat"}')

    tasks = [asyncio.create_task(forward()), asyncio.create_task(answer())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception) and not isinstance(result, (WebSocketDisconnect, RuntimeError)):
                print(f"ended by {result!r}", flush=True)
        await pubsub.close()


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(f"http={sockets[0].getsockname()[1]}\nready", flush=True)


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
asyncio.run(Server(uvicorn.Config(app, log_level="error", ws="websockets")).serve([listener]))
