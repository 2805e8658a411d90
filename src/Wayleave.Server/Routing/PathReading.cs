namespace Wayleave.Server.Routing;

/// <summary>The ways in which apps read a path otherwise than it is written; they can be combined.</summary>
[Flags]
internal enum PathReading
{
    /// <summary>As written: <c>/</c> parts segments, and each is decoded once.</summary>
    AsWritten = 0,

    /// <summary><c>%2F</c>, <c>%5C</c> and <c>\</c> part segments too: whatever decodes a path before it takes it apart (WSGI, PHP, IIS).</summary>
    EncodedSlashes = 1,

    /// <summary>Several slashes are one (nginx, many routers).</summary>
    MergedSlashes = 2,

    /// <summary>A segment ends at its first <c>;</c> (Tomcat, Jetty, Spring).</summary>
    WithoutParameters = 4,

    /// <summary>Decoded twice: where a proxy between us and the app decodes once more.</summary>
    DecodedTwice = 8,
}
