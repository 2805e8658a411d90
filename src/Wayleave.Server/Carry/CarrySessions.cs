using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry;

/// <summary>All carried sockets of this process, by their ids. Thread-safe.</summary>
/// <param name="node">This gateway's name.</param>
/// <param name="open">Opens sockets at apps.</param>
/// <param name="cookies">The cookie that they are bound to.</param>
/// <param name="admission">Who may open one.</param>
/// <param name="time">The clock.</param>
internal sealed class CarrySessions(string node, OpenApp open, CarryCookies cookies, CarryAdmission admission, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CarriedSocket> _sockets = new(StringComparer.Ordinal);
    private readonly EndedIds _ended = new(time);
    private int _count;

    /// <summary>This gateway's name.</summary>
    public string Node => node;

    /// <summary>The cookie that they are bound to.</summary>
    public CarryCookies Cookies => cookies;

    /// <summary>Looks whether a target is the carrier's: where nothing is carried any more, those are served that are carried still.</summary>
    /// <param name="world">The world.</param>
    /// <param name="target">The target.</param>
    /// <param name="carried">What it says.</param>
    public bool TryRead(World world, string target, [NotNullWhen(true)] out CarryTarget? carried)
    {
        carried = null;
        return (world.Carries || Volatile.Read(ref _count) > 0) && CarryTarget.TryRead(target, out carried);
    }

    /// <summary>The one of that id; null: there is none.</summary>
    /// <param name="id">The id.</param>
    public CarriedSocket? Find(string id) => _sockets.GetValueOrDefault(id);

    /// <summary>Joins one, or opens it where there is none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="received">What reception made of the request that asks for it.</param>
    /// <param name="head">The handshake for the app.</param>
    /// <param name="connection">The connection that it came on.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public async ValueTask<CarryEntry> EnterAsync(string id, Received received, RequestHead head, ClientConnection connection, CancellationToken cancel = default)
    {
        if (Find(id) is { } known)
            return new CarryEntry { Socket = known };
        // A hop has sent again what opened it.
        if (_ended.Contains(id))
            return default;
        return await admission.RefuseAsync(received, cancel).ConfigureAwait(false) ?? Open(id, received, head, connection);
    }

    private CarryEntry Open(string id, Received received, RequestHead head, ClientConnection connection)
    {
        var session = new CarrySession(id, received.Match.Route.Carry, cookies.Bond(received), MaskingKeys.Next, time, End);
        var socket = new CarriedSocket(session, new CarriedClient(session));
        var found = _sockets.GetOrAdd(id, socket);
        var isNew = found == socket;
        if (isNew)
        {
            Interlocked.Increment(ref _count);
            _ = LiveAsync(socket, BeginAsync(socket, head, connection));
        }
        else
        {
            session.Dispose();
        }

        return new CarryEntry { Socket = found, IsNew = isNew };
    }

    private void End(CarrySession session)
    {
        // In this order: there is no moment at which it was never there.
        _ended.Add(session.Id);
        _sockets.TryRemove(session.Id, out _);
        Interlocked.Decrement(ref _count);
    }

    // Apart from its life, which would hold the handshake for as long.
    private Task<Task> BeginAsync(CarriedSocket socket, RequestHead head, ClientConnection connection)
    {
        // It outlives the request that opens it, and must not keep its span.
        var span = Activity.Current;
        Activity.Current = null;
        try
        {
            return open(head, RequestVersion.Http11, connection, socket.Client);
        }
        finally
        {
            Activity.Current = span;
        }
    }

    private static async Task LiveAsync(CarriedSocket socket, Task<Task> opening)
    {
        try
        {
            var life = await opening.ConfigureAwait(false);
            await life.ConfigureAwait(false);
        }
        finally
        {
            // Nobody may wait for an outcome that does not come.
            socket.Client.Fail(502);
            // What was refused is remembered for those who ask the same in another way.
            socket.Session.Complete();
        }
    }
}
