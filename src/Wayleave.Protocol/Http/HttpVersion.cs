namespace Wayleave.Protocol.Http;

/// <summary>The version that a head's first line names.</summary>
public enum HttpVersion
{
    /// <summary>HTTP/1.0: knows no upgrade.</summary>
    Http10,

    /// <summary>HTTP/1.1.</summary>
    Http11,
}
