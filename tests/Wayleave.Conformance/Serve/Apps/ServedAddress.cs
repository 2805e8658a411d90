namespace Wayleave.Conformance.Serve.Apps;

/// <summary>Where an app is reached through <c>wayleave serve</c>: a loopback address of its own, so that each has its own Host and Origin.</summary>
/// <param name="Host">The address.</param>
/// <param name="HttpPort">The port of http and ws.</param>
/// <param name="HttpsPort">The port of https and wss.</param>
public readonly record struct ServedAddress(string Host, int HttpPort, int HttpsPort)
{
    /// <summary>A URL by its scheme: http, https, ws or wss.</summary>
    public Uri Url(string scheme, string pathAndQuery = "/") =>
        new($"{scheme}://{Host}:{(scheme is "https" or "wss" ? HttpsPort : HttpPort)}{pathAndQuery}");

    /// <summary>The Origin of a page of this app, loaded by the same way as its socket.</summary>
    public string Origin(string scheme) => Url(scheme is "wss" or "https" ? "https" : "http").GetLeftPart(UriPartial.Authority);
}
