"""Django Channels on daphne. Argument 1 is the app's name, which selects its settings."""
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

name = sys.argv[1]
hosts = ["app.example"] if name == "channels-hosts" else ["127.0.0.1", "localhost", "[::1]", "app.example",
                                                               *(f"127.0.1.{n}" for n in range(1, 255))]
secure = {"SECURE_SSL_REDIRECT": True} if name.startswith("channels-ssl") else {}
if name == "channels-ssl":
    secure["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
elif name == "channels-ssl-wrong":
    secure["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_SCHEME", "https")

settings.configure(
    SECRET_KEY="for tests only", DEBUG=False, ALLOWED_HOSTS=hosts, ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    INSTALLED_APPS=["channels"], **secure)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from daphne.server import Server  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

urlpatterns = [path("", lambda request: HttpResponse("<!doctype html><title>Chat</title>")),
               path("healthz", lambda request: HttpResponse("ok"))]


class Chat(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data, bytes_data=bytes_data)


class Token(AsyncWebsocketConsumer):
    async def connect(self):
        if b"connection_token=right" in self.scope["query_string"]:
            await self.accept()
        else:
            await self.close()  # before accept: daphne answers 403


routes = URLRouter([path("ws/chat/<str:room>/", Chat.as_asgi()), path("ws/token/", Token.as_asgi())])
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": AllowedHostsOriginValidator(routes)})


def listening(server):
    port = server.listening_addresses[0][1]
    print(f"{name}={port}", "ready", sep="\n", flush=True)


server = Server(application, endpoints=["tcp:port=0:interface=127.0.0.1"], signal_handlers=False)
server.ready_callable = lambda: listening(server)
server.run()
