using System.Net;

namespace Wayleave.Server.Upgrading;

/// <summary>A handshake that opened no socket.</summary>
internal sealed record UpgradeAttempt
{
    /// <summary>What became of it, in a word for metrics: <c>refused</c> by us, <c>declined</c> by the app, <c>unreachable</c>, <c>invalid</c> answer, <c>abandoned</c> by the client.</summary>
    public required string Outcome { get; init; }

    /// <summary>The status that the client got.</summary>
    public required int Status { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Why { get; init; }

    /// <summary>The route's name; null if it got to none.</summary>
    public string? Route { get; init; }

    /// <summary>The path asked for, without its query; null if the request could not be read.</summary>
    public string? Path { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress Client { get; init; }
}
