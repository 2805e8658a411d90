namespace Wayleave.Server.Forwarding;

/// <summary>The version of HTTP that a request came in.</summary>
internal enum RequestVersion
{
    /// <summary>HTTP/1.0: knows no upgrade and no chunks.</summary>
    Http10,

    /// <summary>HTTP/1.1.</summary>
    Http11,

    /// <summary>HTTP/2: has streams instead of upgrades, and no fields of a connection.</summary>
    Http2,
}
