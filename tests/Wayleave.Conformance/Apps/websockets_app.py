"""The websockets library on its own: `websockets`; with an allow list: `websockets-origins`; pinging fast, `websockets-ping`."""
import asyncio

import websockets


async def echo(ws, path=None):
    try:
        async for message in ws:
            await ws.send(message)
    except websockets.ConnectionClosed:
        pass


async def main():
    for name, options in (("websockets", {}), ("websockets-origins", {"origins": ["https://app.example"]}),
                          ("websockets-ping", {"ping_interval": 0.5}), ("websockets-16k", {"max_size": 16384})):
        server = await websockets.serve(echo, "127.0.0.1", 0, **options)
        print(f"{name}={server.sockets[0].getsockname()[1]}", flush=True)
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
