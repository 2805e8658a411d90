using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>A connection, or why there is none. Whoever dialled owns it.</summary>
/// <param name="Socket">The connected socket, with no delay; null if there is none.</param>
/// <param name="Tls">The TLS stream over it, which owns it; null without TLS.</param>
/// <param name="Failure">Why there is none; null if there is one.</param>
internal readonly record struct DialOutcome(Socket? Socket, AppTlsStream? Tls, DialFailure? Failure)
{
    /// <summary>A plain connection.</summary>
    public DialOutcome(Socket socket)
        : this(socket, null, null)
    {
    }

    /// <summary>None.</summary>
    public DialOutcome(DialFailure failure)
        : this(null, null, failure)
    {
    }

    /// <summary>Whether there is a connection.</summary>
    [MemberNotNullWhen(true, nameof(Socket))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsConnected => Failure is null;
}
