namespace Wayleave.Client;

/// <summary>The server refuses something, and the connection stays.</summary>
public sealed record ServerRefusal : StreamItem
{
    /// <summary>A word for programs: <c>forbidden</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The channel that it is about: it is not followed. Null if it is about none.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether the same may do later.</summary>
    public bool MayRetry { get; init; }

    /// <summary>Words for people; empty if there are none.</summary>
    public string Words { get; init; } = "";
}
