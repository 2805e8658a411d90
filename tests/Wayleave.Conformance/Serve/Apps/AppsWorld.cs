using System.Collections.Concurrent;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>All the apps, started side by side and once; one <c>wayleave serve</c> before them, and the real proxies before that.</summary>
/// <remarks>
/// Each app has a loopback address of its own (127.0.1.N) at which our program listens, and a route for that Host: what the browser has as
/// the page's host and what the app listens on differ in address and port, as they do in the world.
/// </remarks>
public sealed class AppsWorld : IAsyncLifetime
{
    private readonly Stand _stand = new();
    private readonly Dictionary<string, string> _missing = [];
    private readonly ConcurrentDictionary<string, Exception> _failed = [];
    private readonly (int Http, int Https) _ports = (LoopbackPorts.Free(), LoopbackPorts.Free());
    private Lazy<Task<BrowserRun>>? _browser;

    /// <summary>The real proxies in front of <c>wayleave serve</c>.</summary>
    internal FrontProxies Fronts { get; private set; } = null!;

    /// <summary>Where an app is reached.</summary>
    public ServedAddress AddressOf(string app) => new($"127.0.1.{IndexOf(app) + 1}", _ports.Http, _ports.Https);

    /// <summary>Skips the test, by name and with its reason, where an app that it needs is not on this machine; fails it where the app did not start.</summary>
    /// <param name="apps">The apps that it needs.</param>
    public void Needs(params IReadOnlyList<string> apps)
    {
        SkipFor(apps.Select(a => _missing.GetValueOrDefault(a)).FirstOrDefault(l => l is not null));
        foreach (var app in apps)
            _failed.GetValueOrDefault(app).ShouldBeNull();
    }

    /// <summary>As <see cref="Needs"/>, for anything else.</summary>
    /// <param name="lack">What is missing; null: nothing is.</param>
    internal static void SkipFor(string? lack) => Assert.SkipUnless(lack is null, $"not installed: {lack}");

    /// <summary>Everything that is done in a real browser, done once.</summary>
    internal Task<BrowserRun> BrowserAsync() => _browser!.Value;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var app in AppsTable.All)
        {
            if (app.Lacking() is { } lack)
                _missing[app.Name] = lack;
        }

        var present = AppsTable.All.Where(a => !_missing.ContainsKey(a.Name)).ToList();
        foreach (var app in present)
            _stand.Tell(app.Name, app.StartAsync(_stand));
        var routes = await Task.WhenAll(present.Select(RouteOfAsync));

        var folder = _stand.Folder("serve");
        var file = folder.Write("wayleave.yaml",
            $"""
            listen: [{string.Join(", ", present.SelectMany(ListenersOf).Append($"http://127.0.0.1:{_ports.Http}"))}]
            admin: off
            log: text
            trusted_proxies: [{FrontProxies.Network}]
            routes:
            {string.Join('\n', routes)}

            """);
        var serve = _stand.Start(
            "wayleave serve", InstalledPrograms.Find("dotnet")!, [Path.Combine(AppContext.BaseDirectory, "wayleave.dll"), "serve", "-c", file], folder,
            ("XDG_STATE_HOME", folder.Path));
        await serve.ListeningAsync(_ports.Http);
        Fronts = await FrontProxies.StartAsync(_stand, AddressOf("uvicorn"));
        _browser = new(() => BrowserRun.OfAsync(this, _stand.Folder("browser")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Fronts?.Dispose();
        await _stand.DisposeAsync();
    }

    private IEnumerable<string> ListenersOf(IServedApp app)
    {
        var address = AddressOf(app.Name);
        return [address.Origin("http"), address.Origin("https")];
    }

    private async Task<string> RouteOfAsync(IServedApp app)
    {
        int port;
        try
        {
            port = await _stand.PortOfAsync(app.Name);
        }
        catch (InvalidOperationException e)
        {
            // Only the tests of this app are to fail for it.
            _failed[app.Name] = e;
            port = 1;
        }

        return $$"""  - { name: {{app.Name}}, path: /, hosts: ["{{AddressOf(app.Name).Host}}"], proxy: "http://127.0.0.1:{{port}}" }""";
    }

    private static int IndexOf(string app) => AppsTable.All.Select(a => a.Name).ToList().IndexOf(app) is >= 0 and var index
        ? index
        : throw new ArgumentOutOfRangeException(nameof(app), app, "no app is called so");
}
