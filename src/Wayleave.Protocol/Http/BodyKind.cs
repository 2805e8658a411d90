namespace Wayleave.Protocol.Http;

/// <summary>How the end of a message's body is found.</summary>
public enum BodyKind
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>It has a known length.</summary>
    Length,

    /// <summary>It comes in chunks, read by <see cref="ChunkedReader"/>.</summary>
    Chunked,

    /// <summary>It ends when the connection does.</summary>
    UntilClose,
}
