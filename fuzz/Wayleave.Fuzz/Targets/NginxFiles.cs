using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Fuzz.Targets;

internal static class NginxFiles
{
    public static FuzzTarget Target { get; } = new(
        "nginx",
        "A file for nginx is read whatever it says: its pieces one behind the other are its text, and every directive stands in it.",
        [
            FuzzTarget.Text("http {\n  map $http_upgrade $c { default upgrade; '' close; }\n  server {\n    listen 80; # x\n    location ~* \"^/ws{1,2}/\" {\n      proxy_pass http://${A}b$c;\n    }\n  }\n}\n"),
            FuzzTarget.Text("content_by_lua_block { a = \"}\" -- }\n b = [==[ } ]==] }\nset_by_lua_block $x { return 1 }\nadd_header X \"a\\\"b\";\n"),
            FuzzTarget.Text("nginx version: nginx/1.25.4\n# configuration file /a/nginx.conf:\ninclude b*;\n# configuration file /a/b.conf:\nproxy_http_version 1.1\nproxy_set_header A b;\n"),
            FuzzTarget.Text("{% if a %}\nserver_name {{ b }} <%= c %>;\n{% endif %}\n{{ d }}\n${EXTRA}\n"),
        ],
        (input, _) =>
        {
            var source = new SourceText("nginx.conf.template", System.Text.Encoding.Latin1.GetString(input));
            if (string.Concat(NginxLexer.Read(source.All, template: true).Select(token => token.At.Text)) != source.Text) return "its pieces are not its text";
            NginxFile file = NginxParser.Read(source, new ReadContext());
            return file.All.All(directive => directive.At.Text.StartsWith(directive.Words[0].At.Text, StringComparison.Ordinal)) ? null : "a directive stands elsewhere";
        });
}
