using System.Net;
using Wayleave.Server.Destinations;

namespace Wayleave.Server.Serving;

/// <summary>What became of an ordinary request.</summary>
internal sealed record RequestOutcome
{
    /// <summary>The route's name; null if it got to none.</summary>
    public string? Route { get; init; }

    /// <summary>The destination that it was sent to; null if to none.</summary>
    public Destination? Destination { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path asked for, without its query: that may hold secrets.</summary>
    public required string Path { get; init; }

    /// <summary>The status of the answer; 499 if the client went away before there was one.</summary>
    public required int Status { get; init; }

    /// <summary>Why the app did not answer, or not to the end, or why we refused it, in words; null if it did, and where the client went away.</summary>
    public string? Error { get; init; }

    /// <summary>Whether we refused it, though its status does not say so: a browser's EventSource understands few.</summary>
    public bool IsRefused { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
