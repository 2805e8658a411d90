using System.Net.Sockets;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Requests.Http1;

/// <summary>A connection to an app that carries one request after the other.</summary>
internal sealed class KeptLink
{
    private readonly Socket _socket;

    /// <summary>Takes a dialled connection.</summary>
    /// <param name="dialled">A dial that has succeeded.</param>
    public KeptLink(in DialOutcome dialled)
    {
        _socket = dialled.Socket!;
        End = AppLink.Of(dialled);
        // A sloppy app's head is read as browsers read it: it worked behind other proxies, and what we make of it is framed anew.
        Reader = new AnswerReader(End, HeadStrictness.Tolerant);
    }

    /// <summary>The connection.</summary>
    public ITunnelEnd End { get; }

    /// <summary>Reads answers off it.</summary>
    public AnswerReader Reader { get; }

    /// <summary>Since when it is idle, as a timestamp of the clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>How long the app keeps it open while it is idle.</summary>
    public TimeSpan KeptFor { get; set; }

    /// <summary>Whether the app has hung up, or has said something that nobody asked for. An idle connection has neither.</summary>
    public bool HasStirred()
    {
        try
        {
            return _socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}
