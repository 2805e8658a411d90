using System.Collections.Concurrent;
using System.Diagnostics;
using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry;

/// <summary>All carried sockets of this process, by their ids. Thread-safe.</summary>
/// <param name="node">This gateway's name.</param>
/// <param name="open">Opens sockets at apps.</param>
/// <param name="cookies">The cookie that they are bound to.</param>
/// <param name="turns">Lets those who come together in one after the other.</param>
/// <param name="time">The clock.</param>
internal sealed class CarrySessions(string node, OpenApp open, CarryCookies cookies, CarryTurns turns, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CarriedSocket> _sockets = new(StringComparer.Ordinal);
    private readonly EndedIds _ended = new(time);

    /// <summary>This gateway's name.</summary>
    public string Node => node;

    /// <summary>The cookie that they are bound to.</summary>
    public CarryCookies Cookies => cookies;

    /// <summary>The one of that id; null: there is none.</summary>
    /// <param name="id">The id.</param>
    public CarriedSocket? Find(string id) => _sockets.GetValueOrDefault(id);

    /// <summary>Whether one of that id has ended lately, so that none may be opened under it.</summary>
    /// <param name="id">The id.</param>
    public bool HasEnded(string id) => _ended.Contains(id);

    /// <summary>Waits for a turn to open one, as all do who lost theirs when a gateway was restarted.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>After how long to come again, where too many wait already; null: it is its turn.</returns>
    public ValueTask<TimeSpan?> TurnAsync(CancellationToken cancel = default) => turns.TakeAsync(cancel);

    /// <summary>Opens one, or joins one that another request has opened.</summary>
    /// <param name="id">The id.</param>
    /// <param name="received">What reception made of the request that asks for it.</param>
    /// <param name="head">The handshake for the app.</param>
    /// <param name="connection">The connection that it came on.</param>
    /// <param name="isNew">Whether it is opened now.</param>
    public CarriedSocket Open(string id, Received received, RequestHead head, ClientConnection connection, out bool isNew)
    {
        var session = new CarrySession(id, received.Match.Route.Carry, cookies.Bond(received), MaskingKeys.Next, time, End);
        var socket = new CarriedSocket(session, new CarriedClient(session));
        var found = _sockets.GetOrAdd(id, socket);
        isNew = found == socket;
        if (isNew)
            _ = LiveAsync(socket, BeginAsync(socket, head, connection));
        else
            session.Dispose();
        return found;
    }

    private void End(CarrySession session)
    {
        // In this order: there is no moment at which it was never there.
        _ended.Add(session.Id);
        _sockets.TryRemove(session.Id, out _);
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
