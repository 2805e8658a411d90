using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Destinations.Naming;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Opens connections to apps: the one way there for sockets, ordinary requests and health checks alike.</summary>
/// <remarks>
/// A literal address costs a socket, one connect and one time limit, nothing else. A name goes through <see cref="Names"/> and, where
/// it has several addresses, through <see cref="HappyEyeballs"/>, beginning with the one that answered last. Thread-safe.
/// </remarks>
internal sealed class AppDialler
{
    private readonly Names _names;
    private readonly TimeProvider _time;
    private readonly DialLimits _limits;
    private readonly ConnectOne _connect;
    private readonly HappyEyeballs _race;
    private readonly long _lastHandle;

    /// <summary>Makes one.</summary>
    /// <param name="names">Looks names up.</param>
    /// <param name="time">The clock of all limits.</param>
    /// <param name="limits">The limits; null for the defaults.</param>
    /// <param name="connect">Connects to one address; null for the system's way.</param>
    /// <param name="trust">When an app's certificate holds; null: where the system trusts who signed it.</param>
    /// <param name="lastHandle">From which handle on a socket would take one of the last descriptors, and is not made; not set: it may.</param>
    public AppDialler(Names names, TimeProvider time, DialLimits? limits = null, ConnectOne? connect = null, AppTrust? trust = null, long lastHandle = long.MaxValue)
    {
        Trust = trust ?? new AppTrust();
        (_names, _time, _limits, _connect, _lastHandle) = (names, time, limits ?? new DialLimits(), connect ?? ConnectAsync, lastHandle);
        _race = new HappyEyeballs(_connect, time);
    }

    /// <summary>When an app's certificate holds.</summary>
    public AppTrust Trust { get; }

    /// <summary>Connects to a destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; every other failure is a value.</exception>
    public Task<DialOutcome> DialAsync(Destination destination, CancellationToken cancel) =>
        destination.Literal is { } address
            ? DialOneAsync(new IPEndPoint(address, destination.Port), cancel)
            : DialNameAsync(destination.Host, destination.Port, cancel);

    /// <summary>Connects to a host.</summary>
    /// <param name="host">A name or a literal address.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; every other failure is a value.</exception>
    public Task<DialOutcome> DialAsync(string host, int port, CancellationToken cancel) =>
        IPAddress.TryParse(host, out var address) ? DialOneAsync(new IPEndPoint(address, port), cancel) : DialNameAsync(host, port, cancel);

    /// <summary>Connects to a destination and agrees on TLS, for HTTP/1.1.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="serverName">The name to ask for (SNI) and to find in the certificate, unless that is for the destination's own host.</param>
    /// <param name="verify">Whether the certificate is checked.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; every other failure is a value.</exception>
    public async Task<DialOutcome> DialTlsAsync(Destination destination, string serverName, bool verify, CancellationToken cancel)
    {
        var connected = await DialAsync(destination, cancel).ConfigureAwait(false);
        if (!connected.IsConnected)
            return connected;
        using var deadline = new LinkedDeadline(_limits.Tls, _time, cancel);
        var outcome = await TlsClient.SecureAsync(connected.Socket, serverName, destination.Host, Trust, verify, TlsClient.Http11, deadline.Token).ConfigureAwait(false);
        if (!outcome.IsConnected)
            cancel.ThrowIfCancellationRequested();
        return outcome;
    }

    /// <summary>The same for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="DialException">There is no connection: see <see cref="DialException.FailureOf"/>.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var outcome = await DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel).ConfigureAwait(false);
        return outcome.IsConnected ? new NetworkStream(outcome.Socket, ownsSocket: true) : throw new DialException(outcome.Failure);
    }

    private async Task<DialOutcome> DialOneAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        using var deadline = new LinkedDeadline(_limits.Connect, _time, cancel);
        try
        {
            return new DialOutcome(await _connect(endPoint, deadline.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (DialFailures.IsExpected(exception))
        {
            cancel.ThrowIfCancellationRequested();
            return new DialOutcome(DialFailures.OfConnect(exception, endPoint));
        }
    }

    private async Task<DialOutcome> DialNameAsync(string host, int port, CancellationToken cancel)
    {
        var looking = _names.LookUpAsync(host, cancel);
        var found = looking.IsCompleted ? await looking.ConfigureAwait(false) : await WaitForNameAsync(host, looking, cancel).ConfigureAwait(false);
        if (found.Failure is { } failure)
            return new DialOutcome(failure);
        var addresses = found.InOrder();
        if (addresses.Length == 1)
            return await DialOneAsync(new IPEndPoint(addresses[0], port), cancel).ConfigureAwait(false);

        using var deadline = new LinkedDeadline(_limits.Connect, _time, cancel);
        var outcome = await _race.RaceAsync(addresses, port, deadline.Token).ConfigureAwait(false);
        if (outcome.IsConnected)
            found.Answered((outcome.Socket.RemoteEndPoint as IPEndPoint)?.Address);
        else
            cancel.ThrowIfCancellationRequested();
        return outcome;
    }

    private async Task<NameAnswer> WaitForNameAsync(string host, ValueTask<NameAnswer> looking, CancellationToken cancel)
    {
        try
        {
            return await looking.AsTask().WaitAsync(_limits.Name, _time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The look-up goes on for whoever comes next.
            return NameAnswer.Failed(DialFailureKind.NameUnknown, $"{host}: no name server answered within {_limits.Name.TotalSeconds:0.#} s");
        }
    }

    private async ValueTask<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (socket.Handle >= _lastHandle)
                throw new SocketException((int)SocketError.TooManyOpenSockets);
            await socket.ConnectAsync(endPoint, cancel).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
