namespace Wayleave.Server.Configuration;

/// <summary>One app instance.</summary>
/// <param name="Url">Its address: <c>http://</c> or <c>https://</c>, host and port; a path is put before the request's. <c>h2c://</c> speaks HTTP/2 without TLS for ordinary requests.</param>
/// <param name="Weight">Its share, 1 to 1000. Default 1.</param>
public sealed record DestinationSettings(Uri Url, int Weight = 1);
