using System.Net;
using System.Net.Sockets;
using Wayleave.Lab.App;
using Wayleave.Protocol.Http;
using Wayleave.Server.Echo;

namespace Wayleave.Conformance.LabChains;

/// <summary>The apps behind the chains.</summary>
internal sealed class LabFarEnds : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _running = [];
    private readonly Dictionary<string, Uri> _urls = [];

    public LabFarEnds()
    {
        var echo = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        Add("echo", echo, new Uri(echo.Url));
        var small = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), MaxMessageBytes = 100_000 });
        Add("echo-100k", small, new Uri(small.Url));
        var sample = SampleApp.Start();
        Add("sample", sample, sample.Url);

        // Whatever is asked, an upgrade whose Origin is not its Host's is refused: gorilla, Tornado and many more.
        Gate("same-host", sample, head => head.IsUpgrade() && HostOf(head.Headers.First("Origin")) is { } origin && origin != head.Headers.First("Host")
            ? GateApp.Answer("403 Forbidden", "Cross origin websockets not allowed")
            : null);
        // Origin by the scheme that the hop tells, and Host: SvelteKit, Rails behind a proxy.
        Gate("same-origin", sample, head => head.IsUpgrade() && head.Headers.First("Origin") is { } origin
            && origin != $"{head.Headers.First("X-Forwarded-Proto") ?? "http"}://{head.Headers.First("Host")}"
            ? GateApp.Answer("403 Forbidden", "Origin not allowed")
            : null);
        // A server block for port 80 that sends everybody to https.
        Gate("always-https", sample, head => ToHttps(head));
        // The same by what the hop tells: SECURE_SSL_REDIRECT with a right SECURE_PROXY_SSL_HEADER.
        Gate("https-by-header", sample, head => head.Headers.First("X-Forwarded-Proto") == "https" ? null : ToHttps(head));
        // ALLOWED_HOSTS.
        Gate("allowed-hosts", sample, head => head.Headers.First("Host")?.StartsWith("localhost:", StringComparison.Ordinal) == true
            ? null
            : GateApp.Answer("400 Bad Request", "Invalid HTTP_HOST header: you may need to add it to ALLOWED_HOSTS."));
        Gate("login", sample, head => head.Headers.Contains("Cookie") ? null : GateApp.Answer("401 Unauthorized", "Please log in", "WWW-Authenticate: Bearer"));
        Gate("500", sample, head => head.IsUpgrade() ? GateApp.Answer("500 Internal Server Error", "Traceback: it broke") : null);
        Gate("hang-up", sample, head => head.IsUpgrade() ? "" : null);
        Gate("no-such-path", sample, head => head.Target.StartsWith("/ws", StringComparison.Ordinal) ? GateApp.Answer("404 Not Found", "Not Found") : null);
        _urls["nobody"] = new Uri($"http://127.0.0.1:{FreePort()}/");
    }

    /// <summary>The address of an app.</summary>
    public Uri this[string name] => _urls[name];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _running.Reverse();
        foreach (var one in _running)
            await one.DisposeAsync();
    }

    private static string? HostOf(string? origin) => origin is null ? null : origin[(origin.IndexOf("//", StringComparison.Ordinal) + 2)..];

    private static string ToHttps(RequestHead head) =>
        GateApp.Answer("301 Moved Permanently", "", $"Location: https://{head.Headers.First("Host")}{head.Target}");

    // Bound, and given back: nobody on this machine asks for that very port in the minute of these tests.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Gate(string name, SampleApp behind, Func<RequestHead, string?> refuse)
    {
        var app = new GateApp(behind.Url, refuse);
        Add(name, app, app.Url);
    }

    private void Add(string name, IAsyncDisposable app, Uri url)
    {
        _running.Add(app);
        _urls[name] = url;
    }
}
