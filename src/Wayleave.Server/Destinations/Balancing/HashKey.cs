namespace Wayleave.Server.Destinations.Balancing;

/// <summary>What of a request is hashed.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Name">Its name there; empty for the address.</param>
internal readonly record struct HashKey(HashSource Source, string Name)
{
    /// <summary>Reads <c>address</c>, <c>header:NAME</c>, <c>cookie:NAME</c> or <c>query:NAME</c>.</summary>
    /// <returns>Null if it is none of them.</returns>
    public static HashKey? Parse(string text) => text.Split(':', 2) switch
    {
        ["address"] => new HashKey(HashSource.Address, ""),
        ["header", { Length: > 0 } name] => new HashKey(HashSource.Header, name),
        ["cookie", { Length: > 0 } name] => new HashKey(HashSource.Cookie, name),
        ["query", { Length: > 0 } name] => new HashKey(HashSource.Query, name),
        _ => null,
    };

    /// <summary>The hash for a request; null if it has no such thing, or an empty one.</summary>
    public ulong? Of(in PickRequest request) => Source switch
    {
        HashSource.Address => request.Client is { } client ? StableHash.Of(client) : null,
        _ => request.Value?.Invoke(Source, Name) is { Length: > 0 } value ? StableHash.Of(value) : null,
    };
}
