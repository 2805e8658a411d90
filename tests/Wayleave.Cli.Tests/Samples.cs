using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests;

/// <summary>Runs made by hand: what a doctor might have seen.</summary>
internal static class Samples
{
    public const string Target = "wss://app.example/ws";

    /// <summary>An nginx before a uvicorn app passes no upgrade: 404 on the socket, the page is well.</summary>
    public static Run Stripped() => Run(
        new DnsProbe { Id = "p1", Name = "dns-system", Url = Target, StartMs = 0, ElapsedMs = 2.25, Outcome = "192.0.2.7", Host = "app.example", Resolver = "system", Addresses = ["192.0.2.7"] },
        new TcpProbe { Id = "p2", Name = "tcp", Url = Target, StartMs = 2.5, ElapsedMs = 11, Outcome = "connected", Address = "192.0.2.7:443" },
        new HttpProbe { Id = "p3", Name = "http-root", Url = "https://app.example/", StartMs = 14, ElapsedMs = 30, Outcome = "200 OK", Exchange = Answer(200, "OK", "<!doctype html><title>App</title>", ("Server", "nginx/1.22.1")) },
        Upgrade("p4", Answer(404, "Not Found", "{\"detail\":\"Not Found\"}", ("Server", "nginx/1.22.1"), ("Content-Type", "application/json"))));

    /// <summary>A socket that opens and does all it should.</summary>
    public static Run Healthy() => Run(
        Upgrade("p1", Answer(101, "Switching Protocols", "", ("Server", "nginx/1.22.1"), ("Upgrade", "websocket"), ("Connection", "upgrade"))) with
        {
            Session = new SessionFacts { Frames = [], PingMs = 12.5, End = new SessionEnd { Kind = EndKind.ClosedByUs, AtMs = 5000, Code = 1000 } },
        });

    public static Run Run(params Probe[] probes) => new()
    {
        Target = new Target(Target, TargetKind.Socket),
        Asked = new Asked { PageOrigin = "https://app.example" },
        Probes = [.. probes],
    };

    public static HandshakeProbe Upgrade(string id, HttpExchange exchange) => new()
    {
        Id = id,
        Name = "upgrade-http11",
        Url = Target,
        Variation = Variation.Browser,
        StartMs = 14,
        ElapsedMs = 33.3,
        Outcome = $"{exchange.Status} {exchange.Reason}",
        Exchange = exchange,
    };

    public static HttpExchange Answer(int status, string reason, string body, params (string Name, string Value)[] headers) => new()
    {
        Method = "GET",
        Path = "/ws",
        RequestHeaders = [new("Host", "app.example"), new("Connection", "Upgrade"), new("Upgrade", "websocket"), new("Origin", "https://app.example")],
        Version = "HTTP/1.1",
        Status = status,
        Reason = reason,
        ResponseHeaders = Fields(headers),
        Body = body,
        Address = "192.0.2.7:443",
        ConnectedMs = 11,
        SecuredMs = 22,
        FirstByteMs = 33,
    };

    public static ImmutableArray<HeaderField> Fields(params (string Name, string Value)[] headers) => [.. headers.Select(h => new HeaderField(h.Name, h.Value))];
}
