using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wayleave.Protocol.Http;
using Wayleave.Server.Admin;
using Wayleave.Server.Admission;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Health;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Relaying;
using Wayleave.Server.Tls;
using Wayleave.Server.Upgrading;
using Yarp.ReverseProxy.Forwarder;

namespace Wayleave.Server.Serving;

/// <summary>The reverse proxy: listeners, routes, relays, from start to stop.</summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly GatewayOptions _options;
    private readonly Watch _watch;
    private readonly Drains _drains;
    private readonly CertificateStore? _certificates;
    private readonly ImmutableArray<ListeningSocket> _listening;
    private readonly List<Acceptor> _acceptors = [];
    private readonly CancellationTokenSource _stopAccepting = new();
    private readonly DestinationPool _pool;
    private readonly HealthProbe _probe;
    private readonly HealthChecker _checker;
    private readonly HttpClients _clients;
    private readonly AddressLimits _limits;
    private readonly TunnelRegistry _tunnels;
    private readonly AcceptorServices _services;
    private readonly OwnHealth _health = new();
    private readonly WebApplication _host;
    private World _world;
    private AdminServer? _admin;
    private Task _accepting = Task.CompletedTask;
    private bool _disposed;

    private Gateway(ServeSettings settings, GatewayOptions options, Watch watch, ImmutableArray<ListeningSocket> listening, CertificateStore? certificates)
    {
        (_options, _watch, _listening, _certificates) = (options, watch, listening, certificates);
        var observer = watch.Observer;
        _pool = new DestinationPool(options.Time, observer.Changed);
        _world = World.Build(settings, _pool);
        var dialler = new AppDialler(new Names(NameSources.OfThisMachine(), options.Time), options.Time);
        _probe = new HealthProbe(dialler, options.Time);
        _checker = new HealthChecker(_probe.CheckAsync, options.Time, () => RandomNumberGenerator.GetInt32(1000) / 1000.0);
        _clients = new HttpClients(dialler);
        _limits = new AddressLimits(options.Time);
        _tunnels = new TunnelRegistry(observer);
        _drains = new Drains(_tunnels, options.Time);
        var outgoing = new OutgoingRequests(ViaLoop.Pseudonym(RandomNumberGenerator.GetBytes(8)));
        var upgrades = new UpgradeHandler(new UpgradeServices
        {
            World = () => World, Limits = _limits, Dialler = dialler, Outgoing = outgoing, Tunnels = _tunnels, Observer = observer, Time = options.Time,
        });
        _services = new AcceptorServices
        {
            Upgrades = upgrades, Count = new ConnectionCount(DescriptorLimit.Connections(settings.Limits.Connections)),
            Pending = new PendingHeads(options.Time), Reserve = new ReserveDescriptor(),
            HeadLimits = () => new HeadLimits(World.Settings.Limits.HeadBytes), HandshakeLimit = () => World.Settings.Limits.Handshake,
            Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Time = options.Time,
        };
        watch.Metrics.Attach(_pool, _services.Count);
        _host = GatewayHost.Build(settings, MakeEndPoints(settings), _services, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var entry = new HttpEntry(
            () => World, upgrades, new HttpForwarding(_host.Services.GetRequiredService<IHttpForwarder>(), _clients, outgoing, observer, options.Time), _health);
        _host.Run(entry.HandleAsync);
    }

    /// <summary>Where it listens, as URLs with the ports that the system chose.</summary>
    public ImmutableArray<string> Urls => [.. _listening.Select(socket => socket.Url)];

    /// <summary>Where the admin address is, as a URL; null: there is none, or it is taken.</summary>
    public string? AdminUrl => _admin?.Url;

    private World World => Volatile.Read(ref _world);

    /// <summary>Binds all addresses, reads all certificates, and begins to serve.</summary>
    /// <param name="settings">What to serve, checked.</param>
    /// <param name="options">What it may touch.</param>
    /// <exception cref="GatewayException">An address cannot be listened on, or a certificate cannot be used.</exception>
    public static async Task<Gateway> StartAsync(ServeSettings settings, GatewayOptions options)
    {
        var watch = Watch.Begin(settings, options);
        var problems = new List<string>();
        var listening = ImmutableArray.CreateBuilder<ListeningSocket>();
        CertificateStore? certificates = null;
        if (settings.Listen.Any(listen => listen.Tls))
        {
            certificates = CertificateStore.Open(
                settings.Tls, new CertificateStoreOptions { Time = options.Time, Environment = options.Environment, Say = notice => watch.Log.Notice(new(notice.IsWarning, notice.Text)) },
                out var wrong);
            problems.AddRange(wrong.Select(problem => problem.ToString()));
        }

        foreach (var address in settings.Listen)
        {
            try
            {
                listening.Add(ListeningSocket.Bind(address));
            }
            catch (SocketException e)
            {
                problems.Add($"cannot listen on {address}: {e.Message}");
            }
        }

        if (problems.Count > 0)
        {
            foreach (var socket in listening)
                socket.Dispose();
            certificates?.Dispose();
            await watch.DisposeAsync().ConfigureAwait(false);
            throw new GatewayException(problems);
        }

        var gateway = new Gateway(settings, options, watch, listening.ToImmutable(), certificates);
        await gateway.BeginAsync().ConfigureAwait(false);
        return gateway;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _health.IsReady = false;
        await _stopAccepting.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        await _drains.DisposeAsync().ConfigureAwait(false);
        foreach (var tunnel in _tunnels.Live)
            tunnel.Tunnel.Cut();
        await _host.DisposeAsync().ConfigureAwait(false);
        await _checker.DisposeAsync().ConfigureAwait(false);
        foreach (var acceptor in _acceptors)
            acceptor.Dispose();
        foreach (var socket in _listening)
            socket.Dispose();
        _services.Pending.Dispose();
        _services.Reserve.Dispose();
        _limits.Dispose();
        _clients.Dispose();
        _probe.Dispose();
        _certificates?.Dispose();
        _stopAccepting.Dispose();
        // They are looked at until the end, and have the last word.
        if (_admin is not null)
            await _admin.DisposeAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
    }

    private async Task BeginAsync()
    {
        await _host.StartAsync().ConfigureAwait(false);
        _checker.Apply(HealthTarget.Of(World.Settings.Routes, route => World.Runs.First(run => run.Route == route).Cluster.Destinations));
        if (World.Settings.Admin is { } admin)
            _admin = await AdminServer.StartAsync(admin, AdminServices()).ConfigureAwait(false);
        _watch.Log.Listening(Urls, AdminUrl, World.Settings.Routes);
        _accepting = Task.WhenAll(_acceptors.Select(acceptor => acceptor.RunAsync(_stopAccepting.Token)));
    }

    private AdminServices AdminServices() => new()
    {
        World = () => World, Tunnels = _tunnels, Metrics = _watch.Metrics.Store, Health = _health, Drains = _drains,
        Reload = _options.Reload, Say = _watch.Log.Notice, Time = _options.Time,
    };

    private List<KestrelEndPoint> MakeEndPoints(ServeSettings settings)
    {
        var endPoints = new List<KestrelEndPoint>();
        foreach (var socket in _listening)
        {
            var http1 = new ConnectionFeed(socket.EndPoint);
            var http2 = socket.Settings.Tls ? null : new ConnectionFeed(socket.EndPoint);
            _acceptors.Add(new Acceptor(socket, _services, http1, http2));
            endPoints.Add(socket.Settings.Tls
                ? new(new FeedEndPoint(http1), HttpProtocols.Http1AndHttp2, TlsEndpoint.Options(_certificates!, settings.Limits.Handshake))
                : new(new FeedEndPoint(http1), HttpProtocols.Http1, null));
            if (http2 is not null)
                endPoints.Add(new(new FeedEndPoint(http2), HttpProtocols.Http2, null));
        }

        return endPoints;
    }
}
