namespace Wayleave.Protocol.Http;

/// <summary>What a step of <see cref="ChunkedReader"/> came to.</summary>
public enum ChunkedRead
{
    /// <summary>All bytes given are consumed and the body goes on.</summary>
    NeedMoreData,

    /// <summary>A piece of the body was found; there may be more in the bytes left over.</summary>
    Body,

    /// <summary>The body and its trailers have ended; the bytes left over belong to what follows.</summary>
    Done,

    /// <summary>What came is no chunked body.</summary>
    Invalid,
}
