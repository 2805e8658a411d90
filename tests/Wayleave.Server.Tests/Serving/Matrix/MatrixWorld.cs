using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Tls;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>An app of each kind, and a gateway on http and https before each.</summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly Dictionary<AppKind, KestrelApp> _apps = [];
    private readonly Dictionary<AppKind, Gateway> _gateways = [];

    /// <summary>The address of the gateway before an app of that kind.</summary>
    public string Url(AppKind kind, bool tls) => _gateways[kind].Urls[tls ? 1 : 0];

    internal KestrelApp App(AppKind kind) => _apps[kind];

    public async ValueTask InitializeAsync()
    {
        foreach (var kind in Enum.GetValues<AppKind>())
        {
            var app = _apps[kind] = await KestrelApp.StartAsync(kind, _authority.Issue("localhost").Certificate);
            _gateways[kind] = await Served.BeforeAsync(
                [app.Url], settings => settings with { Listen = [Served.Http, Served.Https], Limits = settings.Limits with { BodyBytes = null } },
                route => route with { VerifyTls = false });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways.Values)
            await gateway.DisposeAsync();
        foreach (var app in _apps.Values)
            await app.DisposeAsync();
        _authority.Dispose();
    }
}
