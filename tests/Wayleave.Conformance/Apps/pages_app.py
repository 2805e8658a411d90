"""Tornado with pages of every content policy: it packs them with gzip, tags them, and answers 304, all by itself. A page is its path; ROOM below is what it needs to be packed at all."""
import asyncio
import base64
import hashlib
import secrets

from tornado import httpserver, netutil, web

OWN = "window.own = true;"
HASH = "sha256-" + base64.b64encode(hashlib.sha256(OWN.encode()).digest()).decode()
ROOM = "<!-- " + "room " * 300 + "-->"

# {nonce} is new each time, {hash} that of the page's own script.
POLICIES = {
    "plain": [],
    "self": ["default-src 'self'; script-src 'self' '{hash}'"],
    "nonce": ["script-src 'nonce-{nonce}'; object-src 'none'"],
    "nonce-strict": ["script-src 'nonce-{nonce}' 'strict-dynamic' 'unsafe-inline' https:; base-uri 'none'"],
    "hashes": ["script-src '{hash}'"],
    "hashes-strict": ["default-src 'self'; script-src '{hash}' 'strict-dynamic'"],
    "none": ["default-src 'none'"],
    "script-none": ["script-src 'none'"],
    "inline": ["script-src 'unsafe-inline' https://cdn.invalid; connect-src ws: wss:"],
    "several": ["script-src 'nonce-{nonce}', script-src 'self' '{hash}'", "script-src-elem '{hash}'; default-src 'none'; connect-src ws://127.0.0.1:*"],
    "sandbox": ["sandbox allow-scripts"],
    "integrity": [],
    "base": [],
    "headless": [],
}


class Page(web.RequestHandler):
    def get(self, name):
        nonce = secrets.token_urlsafe(16)
        for policy in POLICIES[name]:
            self.add_header("Content-Security-Policy", policy.format(nonce=nonce, hash=HASH))
        if name == "integrity":
            self.set_header("Integrity-Policy", "blocked-destinations=(script)")
        head = "" if name == "headless" else "<head>"
        base = '<base href="/elsewhere/">' if name == "base" else ""
        tag = f' nonce="{nonce}"' if any("{nonce}" in policy for policy in POLICIES[name]) else ""
        self.write(f'<!doctype html>\n{ROOM}\n<html data-x="a>b">{head}{base}<title>{name}</title><script{tag}>{OWN}</script><p>text')


async def main():
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    httpserver.HTTPServer(web.Application([(r"/([a-z-]+)", Page)], compress_response=True)).add_sockets(sockets)
    print(f"pages={sockets[0].getsockname()[1]}", flush=True)
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
