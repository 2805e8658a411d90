using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxKindTests
{
    private const string Site = "server {\n    listen 80;\n    location /ws {\n        proxy_pass http://127.0.0.1:8000;\n    }\n}\n";

    [Theory]
    [InlineData("site.conf", Site)]
    [InlineData("sites-available/app", Site)]
    [InlineData("-", Site)]
    [InlineData("snippet", "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\n")]
    [InlineData("a", "upstream app {\n    server 127.0.0.1:8000;\n}\n")]
    [InlineData("maps", "# for sockets\nmap $http_upgrade $connection_upgrade {\n  default upgrade;\n  '' close;\n}\n")]
    [InlineData("one-line", "http{server{listen 80;location / {proxy_pass http://a;}}}")]
    [InlineData("dump.txt", "# configuration file /etc/nginx/nginx.conf:\nevents {}\n")]
    [InlineData("nginx.conf", "user www-data;\nworker_processes auto\nevents { }\n")]
    [InlineData("nginx/app.conf", "gzip on;\n")]
    [InlineData("default.conf.template", "server {\n  listen ${PORT};\n  {{ x }}\n}\n")]
    [InlineData("site.conf.j2", "{% for s in sites %}\nserver {\n  server_name {{ s }};\n}\n{% endfor %}\n")]
    [InlineData("gzip.conf", "gzip on;\ngzip_types text/plain;\n")]
    [InlineData("snippets/gzip", "gzip on;\n")]
    public void What_is_nginx_is_recognised(string name, string text) => new NginxKind().Fits(new SourceText(name, text)).ShouldNotBe(Fit.No);

    [Theory]
    [InlineData("site.conf", "<VirtualHost *:80>\n  ProxyPass /ws ws://127.0.0.1:8000/\n</VirtualHost>\n")]
    [InlineData("sites-available/000-default.conf", "# nginx was here before\n<IfModule mod_ssl.c>\nListen 443\n</IfModule>\n")]
    [InlineData("httpd.conf", "ServerRoot \"/usr/local/apache2\"\nListen 80\nLoadModule proxy_module modules/mod_proxy.so\n")]
    [InlineData("haproxy.cfg", "global\n  daemon\ndefaults\n  mode http\nfrontend web\n  bind :80\n")]
    [InlineData("proxy.conf", "frontend web\n  bind :80\n  default_backend app\nbackend app\n  server a 127.0.0.1:8000\n")]
    [InlineData("default.vcl", "vcl 4.1;\nbackend default { .host = \"127.0.0.1\"; }\nsub vcl_recv {\n  if (req.http.upgrade ~ \"(?i)websocket\") { return (pipe); }\n}\n")]
    [InlineData("varnish.conf", "sub vcl_recv {\n  set req.http.X = \"a\";\n}\n")]
    [InlineData("Caddyfile", "app.example.com {\n\treverse_proxy 127.0.0.1:8000\n}\n")]
    [InlineData("caddy.conf", "app.example.com {\n\treverse_proxy /ws 127.0.0.1:8000\n}\n")]
    [InlineData("99-sysctl.conf", "net.core.somaxconn = 1024\nnet.ipv4.ip_forward=1\n")]
    [InlineData("app.service", "[Unit]\nDescription=app\n[Service]\nExecStart=/usr/bin/uvicorn app:app\n")]
    [InlineData("override.conf", "[Service]\nExecStart=\nExecStart=/usr/sbin/nginx -g 'daemon off;'\n")]
    [InlineData("supervisord.conf", "[program:app]\ncommand=daphne app.asgi:application\n")]
    [InlineData("www.conf", "[www]\nlisten = /run/php.sock\n")]
    [InlineData("redis.conf", "bind 127.0.0.1\nport 6379\nappendonly no\n")]
    [InlineData("lighttpd.conf", "server.port = 80\n$HTTP[\"host\"] == \"a\" {\n  proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\" )) )\n}\n")]
    [InlineData("compose.yaml", "services:\n  web:\n    image: nginx\n")]
    [InlineData("settings.py", "import os\nALLOWED_HOSTS = ['a']\n")]
    [InlineData("package.json", "{ \"name\": \"a\" }")]
    [InlineData("install.sh", "#!/bin/sh\ncat > site.conf <<E\nserver {\n  location / {\n  }\n}\nE\n")]
    [InlineData("Dockerfile", "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n")]
    [InlineData("dynamic.toml", "[http.routers.a]\nrule = \"Host(`a`)\"\n")]
    [InlineData("web.config", "<?xml version=\"1.0\"?>\n<configuration/>\n")]
    [InlineData("sysctl.conf", "# net.ipv4.ip_forward = 1\n")]
    [InlineData("postgresql.conf", "log_line_prefix = '%m <%p> '\n")]
    [InlineData("logrotate.d/nginx", "/var/log/nginx/*.log {\n  daily\n  postrotate\n  endscript\n}\n")]
    [InlineData("ftplugin/nginx.vim", "setlocal comments=:#\n")]
    [InlineData("logging.conf", "log_level: debug\n")]
    public void What_is_another_programs_is_not_taken(string name, string text) => new NginxKind().Fits(new SourceText(name, text)).ShouldBe(Fit.No);

    [Theory]
    [InlineData("configmap.yaml", "kind: ConfigMap\ndata:\n  nginx.conf: |\n    server {\n      location / { }\n    }\n")]
    [InlineData("notes.md", "# How\n\n    server {\n        location / { proxy_pass http://a; }\n    }\n")]
    public void A_document_with_nginx_in_it_is_left_to_whoever_knows_it_better(string name, string text) => new NginxKind().Fits(new SourceText(name, text)).ShouldBeOneOf(Fit.No, Fit.Maybe);
}
