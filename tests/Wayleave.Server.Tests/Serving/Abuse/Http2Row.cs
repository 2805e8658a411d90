namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A request over HTTP/2, what becomes of its stream, and what the app gets to see.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Fields">The fields, a line each: <c>name=value</c>.</param>
internal sealed record Http2Row(string Name, params string[] Fields)
{
    /// <summary>The status, or how the stream or the connection ends: <c>reset 1</c> is PROTOCOL_ERROR.</summary>
    public string Gives { get; init; } = "reset 1";

    /// <summary>The request's body; null: none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the stream stays open, as that of a socket does.</summary>
    public bool Open { get; init; }

    /// <summary>What the app sees; null: nothing. <c>{key}</c> stands for a key of ours.</summary>
    public string? App { get; init; }

    /// <summary>Whether the app may see less: the row's end is refused when its beginning is on its way already.</summary>
    public bool IsCut { get; init; }

    public override string ToString() => Name;
}
