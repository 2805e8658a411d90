using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Admin;

/// <summary>The admin address: a Kestrel of its own, so that nothing that happens to the public one keeps anybody from looking.</summary>
/// <remarks>
/// Where the address is taken, the gateway serves without: the one that it takes over from may have it, or another on the same machine
/// with the same default. It is said, and tried again until it is free.
/// </remarks>
internal sealed class AdminServer : IAsyncDisposable
{
    private const int MaxConnections = 100;
    private const long MaxBodyBytes = 64 * 1024;

    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(5);

    private readonly IPEndPoint _endPoint;
    private readonly AdminServices _services;
    private readonly AdminTable _table;
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _host;
    private Task _trying = Task.CompletedTask;
    private bool _disposed;

    private AdminServer(IPEndPoint endPoint, AdminServices services) => (_endPoint, _services, _table) = (endPoint, services, new AdminTable(services));

    /// <summary>Where it listens, as a URL; null as long as the address is taken.</summary>
    public string? Url => _host?.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>Begins to listen.</summary>
    /// <param name="endPoint">Where; port 0 takes a free one.</param>
    /// <param name="services">What it shows and touches.</param>
    public static async Task<AdminServer> StartAsync(IPEndPoint endPoint, AdminServices services)
    {
        var server = new AdminServer(endPoint, services);
        if (!IPAddress.IsLoopback(endPoint.Address))
            services.Say(new GatewayNotice(true, $"the admin address {endPoint} is not on loopback: whoever reaches it {(services.World().Settings.Admin?.Key is null ? "" : "and has the key ")}sees all sockets, closes them and takes apps out"));
        if (await server.TryListenAsync().ConfigureAwait(false) is { } trouble)
        {
            services.Say(new GatewayNotice(true, $"the admin address {endPoint} cannot be listened on ({trouble}): there is no admin until it is free; another is set with admin:"));
            server._trying = server.TryAgainAsync();
        }

        return server;
    }

    /// <summary>Stops. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _trying.ConfigureAwait(false);
        _stop.Dispose();
        if (_host is not null)
            await _host.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Why not; null if it listens.</returns>
    private async Task<string?> TryListenAsync()
    {
        var host = Build();
        try
        {
            await host.StartAsync(_stop.Token).ConfigureAwait(false);
            _host = host;
            return null;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            return (e.InnerException ?? e).Message;
        }
    }

    private async Task TryAgainAsync()
    {
        try
        {
            do
                await Task.Delay(s_tryAgain, _services.Time, _stop.Token).ConfigureAwait(false);
            while (await TryListenAsync().ConfigureAwait(false) is not null);
            _services.Say(new GatewayNotice(false, $"the admin address is free now: {Url}"));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It never was.
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "wayleave" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IHostLifetime>(new SilentLifetime());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(_endPoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var host = builder.Build();
        host.Run(_table.AnswerAsync);
        return host;
    }
}
