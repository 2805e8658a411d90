using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Listening;

/// <summary>Accepts the connections of one listening socket and sees who is to have them.</summary>
/// <remarks>
/// <code>
///                         ┌─ first head wants a WebSocket ──► IUpgradeTaker, with the bare socket
///  accept ──► peek at it ─┼─ HTTP/2 with prior knowledge ───► Kestrel (HTTP/2)
///                         └─ anything else ─────────────────► Kestrel (HTTP/1.1), the socket untouched
/// </code>
/// With TLS nothing can be seen here: Kestrel decrypts, and <see cref="TlsPeek"/> looks behind that. Kestrel's own upgrade ends the
/// socket when the client sends FIN, and costs several times the memory; that is why it is not let near what can be taken here.
/// </remarks>
internal sealed class Acceptor
{
    /// <summary>How long a connection may be silent at its beginning: a browser opens some ahead of need; nginx gives them 60 s (client_header_timeout).</summary>
    public static readonly TimeSpan BeforeFirstByte = TimeSpan.FromSeconds(60);

    // A handshake with its cookies mostly fits in.
    private const int FirstBufferBytes = 8 * 1024;

    private static readonly TimeSpan s_backOff = TimeSpan.FromMilliseconds(100);

    private readonly ListeningSocket _listening;
    private readonly AcceptorServices _services;

    /// <summary>Makes it; <see cref="RunAsync"/> begins.</summary>
    /// <param name="listening">The listening socket.</param>
    /// <param name="services">What all acceptors share.</param>
    public Acceptor(ListeningSocket listening, AcceptorServices services) => (_listening, _services) = (listening, services);

    /// <summary>Accepts until it is told to stop; what waits in the system's queue then is left there, see <see cref="EmptyQueue"/>.</summary>
    /// <param name="stop">Tells it to.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                if (await AcceptAsync(stop).ConfigureAwait(false) is { } socket)
                    Begin(socket);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The listener is closed, or is to be.
        }
    }

    /// <summary>Accepts what waits in the system's queue, without waiting for more.</summary>
    public void EmptyQueue()
    {
        try
        {
            // Not by asking whether one waits: another process that has the same socket may be quicker, and we would wait for the next.
            _listening.Socket.Blocking = false;
            while (true)
                Begin(_listening.Socket.Accept());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // None waits, or there are no descriptors left: there is nothing more to be done.
        }
    }

    private async Task<Socket?> AcceptAsync(CancellationToken stop)
    {
        try
        {
            return await _listening.Socket.AcceptAsync(stop).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            // One descriptor is kept in reserve, to tell a client instead of leaving it waiting; those behind it wait a moment.
            _services.Reserve.Refuse(_listening.Socket);
            await Task.Delay(s_backOff, _services.Time, stop).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
        {
            // One that was given up before we took it.
        }

        return null;
    }

    private void Begin(Socket socket)
    {
        if (socket.Handle >= _services.LastHandle || !_services.Count.TryEnter())
        {
            OverflowAnswer.Send(socket, _listening.Settings.Tls);
            return;
        }

        // Never full: the count above is the limit.
        _services.Newcomers.TryEnter();
        // Neither throws: a connection's troubles are its own.
        _ = ServeAsync(socket, new Newcomer(_services.Newcomers));
    }

    private async Task ServeAsync(Socket socket, Newcomer newcomer)
    {
        var handedOver = false;
        try
        {
            socket.NoDelay = true;
            var life = await SortAsync(socket, newcomer).ConfigureAwait(false);
            handedOver = life is null;
            if (life is null)
                return;
            newcomer.Served();
            await life.ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The far end went away, or took too long.
        }
        finally
        {
            _services.Pending.TryTake(socket);
            if (!handedOver)
            {
                newcomer.Served();
                socket.Dispose();
                _services.Count.Leave();
            }
        }
    }

    /// <returns>Null if Kestrel has it; else what ends when it does.</returns>
    private async ValueTask<Task?> SortAsync(Socket socket, Newcomer newcomer)
    {
        if (_listening.Settings.Tls)
        {
            HandOver(_services.Contexts.Create(socket), _services.Feeds.Tls, newcomer);
            return null;
        }

        _services.Pending.Give(socket, BeforeFirstByte);
        await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None).ConfigureAwait(false);
        var limits = _services.HeadLimits();
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        FirstHead first;
        byte[] behind;
        try
        {
            var filled = await socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.Peek).ConfigureAwait(false);
            if (filled == 0)
                return Task.CompletedTask;
            first = FirstHead.Of(buffer.AsSpan(0, filled), limits);
            if (first.Kind is FirstBytes.Ordinary or FirstBytes.Http2)
            {
                if (!_services.Pending.TryTake(socket))
                    return Task.CompletedTask;
                HandOver(_services.Contexts.Create(socket), FeedFor(first.Kind), newcomer);
                return null;
            }

            // The head alone is taken: what follows it stays where it is until there is somebody to read it.
            _services.Pending.Give(socket, _services.HandshakeLimit());
            filled = await ReceiveAsync(socket, buffer.AsMemory(0, first.Kind == FirstBytes.Upgrade ? first.Length : filled)).ConfigureAwait(false);
            while (first.Kind == FirstBytes.Undecided)
            {
                if (filled == buffer.Length)
                    buffer = Grow(buffer, limits);
                var count = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None).ConfigureAwait(false);
                if (count == 0)
                    return Task.CompletedTask;
                filled += count;
                first = FirstHead.Of(buffer.AsSpan(0, filled), limits);
            }

            if (!_services.Pending.TryTake(socket))
                return Task.CompletedTask;
            if (first.Kind is FirstBytes.Ordinary or FirstBytes.Http2)
            {
                HandOver(new BegunConnection(socket, buffer.AsSpan(0, filled).ToArray()), FeedFor(first.Kind), newcomer);
                return null;
            }

            behind = buffer.AsSpan(Math.Min(first.Length, filled)..filled).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return await TakeAsync(socket, first, behind).ConfigureAwait(false);
    }

    // One byte more than is allowed is enough to see that it is too much.
    private static byte[] Grow(byte[] buffer, HeadLimits limits)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Clamp(buffer.Length * 2, buffer.Length + 1, Math.Max(limits.MaxBytes, buffer.Length) + 1));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private Task<Task> TakeAsync(Socket socket, FirstHead first, byte[] behind)
    {
        var connection = ClientConnection.Of(socket.RemoteEndPoint, socket.LocalEndPoint, tls: false);
        var client = new Http1UpgradeClient(new SocketEnd(socket), behind, _services.Time);
        return first.Kind == FirstBytes.Invalid
            ? _services.Upgrades.RefuseAsync(first.Violation, connection, client)
            : _services.Upgrades.TakeAsync(first.Head!, connection, client);
    }

    private static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> whole)
    {
        // They are there: they have been peeked at.
        for (var filled = 0; filled < whole.Length;)
            filled += await socket.ReceiveAsync(whole[filled..], SocketFlags.None).ConfigureAwait(false);
        return whole.Length;
    }

    private ConnectionFeed FeedFor(FirstBytes kind) => kind == FirstBytes.Http2 ? _services.Feeds.Http2 : _services.Feeds.Http1;

    private void HandOver(ConnectionContext connection, ConnectionFeed feed, Newcomer newcomer)
    {
        connection.Features.Set(newcomer);
        connection.ConnectionClosed.UnsafeRegister(static newcomer => ((Newcomer)newcomer!).Served(), newcomer);
        connection.ConnectionClosed.UnsafeRegister(static count => ((ConnectionCount)count!).Leave(), _services.Count);
        if (!feed.TryAdd(connection))
            connection.Abort();
    }
}
