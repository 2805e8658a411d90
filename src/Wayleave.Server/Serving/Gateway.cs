using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Wayleave.Protocol.Http;
using Wayleave.Server.Admin;
using Wayleave.Server.Admission;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Health;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Events.Http;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Nodes;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Presence.Redis;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Relaying;
using Wayleave.Server.Requests;
using Wayleave.Server.Requests.Http1;
using Wayleave.Server.Requests.Http2;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tls;
using Wayleave.Server.Upgrading;
using Yarp.ReverseProxy.Forwarder;

namespace Wayleave.Server.Serving;

/// <summary>The reverse proxy: listeners, routes, relays, from start to stop.</summary>
public sealed class Gateway : IAsyncDisposable
{
    // Whoever has just been accepted has sent a request mostly; it is there within a round trip.
    private static readonly TimeSpan s_firstRequest = TimeSpan.FromSeconds(1);
    // An app answers a close within a round trip, mostly.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private readonly GatewayOptions _options;
    private readonly Watch _watch;
    private readonly IGatewayObserver _observer;
    private readonly Drains _drains;
    private readonly ServedCertificates _certificates;
    private readonly Listeners _listeners;
    private readonly SemaphoreSlim _oneChange = new(1, 1);
    private readonly ServeSettings _atStart;
    private readonly DestinationPool _pool;
    private readonly HealthProbe _probe;
    private readonly HealthChecker _checker;
    private readonly Http1Carrier _http1;
    private readonly Http2Carrier _http2;
    private readonly AddressLimits _limits;
    private readonly TunnelRegistry _tunnels;
    private readonly AcceptorServices _services;
    private readonly UpgradeHandler _upgrades;
    private readonly IEventStore _store;
    private readonly Presences _presences;
    private readonly EventHub _hub;
    private readonly OtherNodes? _otherNodes;
    private readonly EventSockets _eventSockets;
    private readonly EventCalls _eventCalls;
    private readonly TicketOffice _tickets;
    private readonly OwnHealth _health = new();
    private readonly WebApplication _host;
    private World _world;
    private int _fitting;
    private AdminServer? _admin;
    private bool _stopping;
    private bool _disposed;

    private Gateway(ServeSettings settings, GatewayOptions options)
    {
        (_options, _atStart) = (options, settings);
        _watch = Watch.Begin(settings, options);
        var observer = _observer = _watch.Observer;
        _certificates = new ServedCertificates(new CertificateStoreOptions
        {
            Time = options.Time, Environment = options.Environment, Say = notice => observer.Notice(new(notice.IsWarning, notice.Text)),
        });
        _pool = new DestinationPool(options.Time, observer.Changed);
        _world = World.Build(settings, _pool);
        var (names, trust) = (new Names(NameSources.OfThisMachine(), options.Time), new AppTrust(options.AppRoots));
        var dialler = new AppDialler(names, options.Time, trust: trust, lastHandle: DescriptorLimit.LastHandle);
        // Where we have no descriptors for more sockets the app is none the worse.
        _probe = new HealthProbe(new AppDialler(names, options.Time, trust: trust), options.Time);
        _checker = new HealthChecker(_probe.CheckAsync, options.Time, () => RandomNumberGenerator.GetInt32(1000) / 1000.0);
        _http1 = new Http1Carrier(dialler, options.Time);
        _limits = new AddressLimits(options.Time);
        _tunnels = new TunnelRegistry(observer);
        _drains = new Drains(_tunnels, options.Time);
        var pseudonym = ViaLoop.Pseudonym(RandomNumberGenerator.GetBytes(8));
        var policies = new ChannelPolicies(() => World.Settings.Events);
        _store = EventStores.Open(settings, pseudonym, policies.Of, dialler, options.Time, observer.Notice);
        var shared = _store as RedisStore;
        _presences = new Presences(shared is not null ? new RedisPresence(shared, pseudonym) : new LocalPresence(), options.Time);
        var herd = new HerdControl(() => World.Settings.Events, options.Time);
        var given = new GivenEvents();
        _hub = new EventHub(_store, policies, _presences, herd, options.Time);
        _otherNodes = shared is not null ? new OtherNodes(shared, _presences, pseudonym, _hub.FollowersOf, options.Time) : null;
        _eventSockets = new EventSockets(herd, given, observer, options.Time);
        _tickets = new TicketOffice(_store, () => World, dialler, pseudonym, options.Time);
        var outgoing = new OutgoingRequests(pseudonym);
        var turns = new CarryTurns(herd, () => World.Settings.Events.AcceptRate, options.Time);
        var carried = new CarrySessions(
            settings.Nodes.Name ?? pseudonym, (head, version, connection, client) => _upgrades!.HandleAsync(head, version, connection, client), new CarryCookies(settings.Secret, options.Time),
            new CarryAdmission(() => World, _limits, turns, new UpgradeAnswers(observer)), options.Time);
        var upgrades = new UpgradeHandler(new UpgradeServices
        {
            World = () => World, Health = _health, Limits = _limits, Dialler = dialler, Outgoing = outgoing, Tunnels = _tunnels, Observer = observer,
            Carry = new CarryUpgrades(() => World, carried, new UpgradeAnswers(observer), options.Time),
            Events = new EventOpener(_hub, _eventSockets, _tickets, _tunnels.NextId, pseudonym, options.Time), Tickets = _tickets.Guard, Sessions = _tickets.Sessions,
            Time = options.Time,
        });
        _upgrades = upgrades;
        _services = new AcceptorServices
        {
            Upgrades = upgrades, Count = new ConnectionCount(settings.Limits.Connections ?? 0),
            Pending = new PendingHeads(options.Time), Reserve = new ReserveDescriptor(),
            HeadLimits = () => new HeadLimits(World.Settings.Limits.HeadBytes), HandshakeLimit = () => World.Settings.Limits.Handshake,
            Contexts = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance),
            Time = options.Time,
        };
        _watch.Metrics.Attach(_pool, _services.Count, _eventSockets, given);
        _listeners = new Listeners(_services);
        _host = GatewayHost.Build(settings.Limits, () => _certificates.Store, _services, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        _http2 = new Http2Carrier(_host.Services.GetRequiredService<IHttpForwarder>(), new HttpClients(dialler));
        var forwarding = new RequestForwarding(_http1, _http2, outgoing, observer, options.Time);
        _eventCalls = new EventCalls(options.Time);
        var eventRequests = new EventRequests(_hub, _tickets.Events, _eventCalls, given, forwarding, pseudonym, options.Time);
        var desk = new TicketDesk(_tickets.Mint, _tickets.Vouchers, herd, forwarding, _health, options.Time);
        var entry = new HttpEntry(() => World, upgrades, forwarding, eventRequests, desk, new ClientScripts(forwarding), new CarryRequests(carried, () => World, _limits, forwarding, options.Time), _health);
        _host.Run(entry.HandleAsync);
    }

    /// <summary>Where it listens, as URLs with the ports that the system chose; nowhere any more once it stops.</summary>
    public ImmutableArray<string> Urls => [.. _listeners.Sockets.Select(socket => socket.Url)];

    /// <summary>The settings that are served now.</summary>
    public ServeSettings Settings => World.Settings;

    /// <summary>How many sockets are open.</summary>
    public int OpenSockets => _tunnels.Count + _eventSockets.Count;

    /// <summary>Where the admin address is, as a URL; null: there is none, or it is taken.</summary>
    public string? AdminUrl => _admin?.Url;

    /// <summary>The world as it is now.</summary>
    internal World World => Volatile.Read(ref _world);

    /// <summary>Binds all addresses, reads all certificates, and begins to serve.</summary>
    /// <param name="settings">What to serve, checked.</param>
    /// <param name="options">What it may touch.</param>
    /// <exception cref="GatewayException">An address cannot be listened on, or a certificate cannot be used.</exception>
    public static async Task<Gateway> StartAsync(ServeSettings settings, GatewayOptions options)
    {
        var gateway = new Gateway(settings, options);
        try
        {
            await gateway.BeginAsync(options.Inherited).ConfigureAwait(false);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Serves other settings from the next request on, or, where anything is wrong with them, changes nothing. No connection is dropped; an
    /// open socket keeps its limits and its pings. One reload at a time.
    /// </summary>
    /// <param name="settings">The settings, checked.</param>
    /// <returns>What has changed, or what is wrong.</returns>
    public async Task<ReloadResult> ReloadAsync(ServeSettings settings)
    {
        await _oneChange.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_stopping)
                return Reject(["the process is on its way to its end"]);
            // (1) All that can fail.
            var problems = new List<string>();
            var plan = _listeners.Plan(settings.Listen, Inheritance.None, problems);
            if (problems.Count == 0)
                problems.AddRange(_certificates.TryApply(settings));
            if (problems.Count > 0)
            {
                plan.Abandon();
                return Reject(problems);
            }

            // (2) The swap.
            var result = new ReloadResult
            {
                IsApplied = true, Changes = SettingsChange.Between(World.Settings, settings), AtNextStart = SettingsChange.AtNextStart(_atStart, settings),
            };
            Volatile.Write(ref _world, World.Build(settings, _pool));
            _services.Count.Limit = settings.Limits.Connections ?? _fitting;
            GatewayHost.Limit(_host, settings.Limits);
            ApplyChecks();
            _store.Hear(World.Channels);
            // (3) Who was not there before is let in; who is not wanted any more is let out.
            await _listeners.ApplyAsync(plan).ConfigureAwait(false);
            _observer.Notice(new GatewayNotice(!result.AtNextStart.IsEmpty, result.ToString()));
            return result;
        }
        finally
        {
            _oneChange.Release();
        }
    }

    /// <summary>Says that new settings cannot even be read: what runs goes on.</summary>
    /// <param name="problems">What is wrong, a sentence each.</param>
    public ReloadResult Reject(IEnumerable<string> problems)
    {
        var result = new ReloadResult { IsApplied = false, Problems = [.. problems] };
        _observer.Notice(new GatewayNotice(true, result.ToString()));
        return result;
    }

    /// <summary>Starts another process that takes the place of this one: it gets the listening sockets, and says when it serves.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    /// <returns>What runs now, or why nothing does. This process goes on in both cases, until it is told to stop.</returns>
    public async Task<SuccessorResult> StartSuccessorAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        // The sockets must not change meanwhile.
        await _oneChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await Successor.StartAsync(program, arguments, _listeners.Sockets, _options.Time, cancellationToken).ConfigureAwait(false);
            _observer.Notice(new GatewayNotice(result.ProcessId is null, result.Words));
            return result;
        }
        finally
        {
            _oneChange.Release();
        }
    }

    /// <summary>
    /// Comes to an end: no new connections, those that wait to be accepted are still served, running requests finish, open sockets are told to
    /// leave with 1012. With nothing open it ends at once.
    /// </summary>
    /// <param name="drain">Over how long the open sockets are told.</param>
    /// <param name="succeeded">Whether another process has the listening sockets and goes on.</param>
    /// <param name="hard">Cuts off what is left, at once.</param>
    public async Task StopAsync(TimeSpan drain, bool succeeded = false, CancellationToken hard = default)
    {
        await _oneChange.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_stopping)
                return;
            _stopping = true;
            _health.Leave(succeeded);
            await _drains.DisposeAsync().ConfigureAwait(false);
            // The successor waits for the address.
            if (succeeded && _admin is not null)
                await _admin.DisposeAsync().ConfigureAwait(false);
            await _listeners.StopAsync(emptyQueues: !succeeded).ConfigureAwait(false);
        }
        finally
        {
            _oneChange.Release();
        }

        // Those who are told last have the close time-out too, and the relay's last second.
        var close = World.Runs.Select(run => run.Route.Sockets.Close).DefaultIfEmpty().Max() + TimeSpan.FromSeconds(1);
        using var limit = new CancellationTokenSource(drain + close, _options.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, hard);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        if (!end.IsCancellationRequested)
            _observer.Notice(new GatewayNotice(false, $"stops: {OpenSockets} open sockets are told to leave over {drain.TotalSeconds:0.#} s"));
        var telling = Task.WhenAll(Drain.TellAsync(_tunnels, drain, _options.Time, over.Token), _eventSockets.LeaveAsync(drain, over.Token), _eventCalls.LeaveAsync(drain, over.Token));
        await WaitAsync(_services.Newcomers.NoneAsync(), s_firstRequest, end.Token).ConfigureAwait(false);
        _services.Pending.EndAll();
        var serving = _host.StopAsync(end.Token);
        await WaitAsync(Task.WhenAll(_services.Count.NoneAsync(), serving), Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Pages that are away have no connection to wait for, but apps that should hear of it.
        await WaitAsync(Drain.TellRestAsync(_tunnels), s_lastWords, end.Token).ConfigureAwait(false);
        Cut();
        _eventSockets.Cut();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await StopAsync(TimeSpan.Zero, hard: new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        await _checker.DisposeAsync().ConfigureAwait(false);
        _services.Pending.Dispose();
        _services.Reserve.Dispose();
        _limits.Dispose();
        _http1.Dispose();
        _http2.Dispose();
        _probe.Dispose();
        await _tickets.DisposeAsync().ConfigureAwait(false);
        _certificates.Dispose();
        _services.Contexts.Dispose();
        _oneChange.Dispose();
        // They are looked at until the end, and have the last word.
        if (_admin is not null)
            await _admin.DisposeAsync().ConfigureAwait(false);
        if (_otherNodes is not null)
            await _otherNodes.DisposeAsync().ConfigureAwait(false);
        await _presences.DisposeAsync().ConfigureAwait(false);
        await EventStores.CloseAsync(_store, World.Settings.Events.State, _observer.Notice).ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
    }

    private async Task BeginAsync(Inheritance inherited)
    {
        var settings = World.Settings;
        var problems = new List<string>(_certificates.TryApply(settings));
        var plan = _listeners.Plan(settings.Listen, inherited, problems);
        foreach (var unused in inherited.CloseRest())
            _observer.Notice(new GatewayNotice(true, unused));
        if (problems.Count > 0)
        {
            plan.Abandon();
            throw new GatewayException(problems);
        }

        await _host.StartAsync().ConfigureAwait(false);
        ApplyChecks();
        _store.Hear(World.Channels);
        if (settings.Admin is { } admin)
            _admin = await AdminServer.StartAsync(admin.EndPoint, AdminServices()).ConfigureAwait(false);
        // Now that most of the program is loaded: each of its files holds a descriptor.
        _fitting = DescriptorLimit.Connections();
        _services.Count.Limit = settings.Limits.Connections ?? _fitting;
        await _listeners.ApplyAsync(plan).ConfigureAwait(false);
        _watch.Log.Listening(Urls, AdminUrl, settings.Routes);
        foreach (var warning in SettingsWarnings.Of(settings))
            _observer.Notice(new GatewayNotice(true, warning));
    }

    private AdminServices AdminServices() => new()
    {
        World = () => World, Hub = _hub, OtherNodes = _otherNodes, EventSockets = _eventSockets, Tickets = _tickets.Mint, Sessions = _tickets.Sessions, Tunnels = _tunnels, Metrics = _watch.Metrics.Store, Health = _health, Drains = _drains,
        Reload = _options.Reload, Say = _observer.Notice, Time = _options.Time,
    };

    private void ApplyChecks() =>
        _checker.Apply(HealthTarget.Of(World.Settings.Routes, route => World.Runs.First(run => run.Route == route).Cluster.Destinations));

    private void Cut()
    {
        var left = _tunnels.Live.ToArray();
        if (left.Length > 0)
            _observer.Notice(new GatewayNotice(true, $"cuts off {left.Length} sockets that have not left"));
        foreach (var tunnel in left)
            tunnel.Tunnel.Cut();
    }

    private async Task WaitAsync(Task what, TimeSpan limit, CancellationToken cancellationToken) =>
        await what.WaitAsync(limit, _options.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
