using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Conformance.Lint;

/// <summary>What nginx refuses about words, quotes, braces and semicolons, lint refuses, and nothing else.</summary>
public sealed class NginxReadingTests
{
    private static readonly string[] s_pieces =
    [
        "a", "bc", "\"", "'", "\\", "{", "}", ";", " ", "\n", "#", "$", "${", "\t", "\r\n", ")", "(", "\"q w\"", "'s;t'", "a;", " ; ", "\n}", "{\n", "\\\"", "\\ ", "\\;", "\\n", "b c;", "\nd e;\n", "# c\n", "\"x\" y;", "${v}",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lint_refuses_the_words_that_nginx_refuses(int seed)
    {
        var random = new Random(seed);
        var nginx = new NginxText();
        for (int round = 0; round < 100; round++)
        {
            string body = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));
            string text = "events {}\nhttp {\n types {\n" + (random.Next(2) == 0 ? body : $"t/x {body};") + "\n }\n}\n";

            string? complaint = await nginx.ComplaintAsync(text);

            // Lint knows not all directives there are, and so refuses none of them.
            if (complaint?.Contains("unknown directive", StringComparison.Ordinal) == true) continue;
            ImmutableArray<ReadError> errors = ConfigKinds.Find("nginx")!.Read(new SourceText("nginx.conf", text), new ReadContext()).Errors;
            errors.IsEmpty.ShouldBe(complaint is null, $"seed {seed}, round {round}: nginx says {complaint ?? "nothing"} of\n{text}");
        }
    }

    [Theory]
    [InlineData("server { location /a { proxy_pass http://127.0.0.1:1 proxy_http_version 1.1; } }")]
    [InlineData("server { location /a { if ($arg_a) { proxy_set_header A b; } } }")]
    [InlineData("server { location /a { proxy_read_timeout 1s; proxy_read_timeout 2s; } }")]
    [InlineData("server { proxy_pass http://127.0.0.1:1; }")]
    [InlineData("server { server { } }")]
    [InlineData("server { location /a { listen 81; } }")]
    [InlineData("server { proxy_set_header A; }")]
    [InlineData("server { location /a; }")]
    [InlineData("server { return 200 {} }")]
    [InlineData("upstream a { server 127.0.0.1:1; keepalive; }")]
    [InlineData("upstream a { server 127.0.0.1:1; ip_hash on; }")]
    [InlineData("map $uri; server { }")]
    public async Task What_lint_refuses_of_directives_nginx_refuses_too(string http)
    {
        string text = "events {}\nhttp { " + http + " }\n";

        (await new NginxText().ComplaintAsync(text)).ShouldNotBeNull();
        ConfigKinds.Find("nginx")!.Read(new SourceText("nginx.conf", text), new ReadContext()).Errors.ShouldNotBeEmpty();
    }
}
