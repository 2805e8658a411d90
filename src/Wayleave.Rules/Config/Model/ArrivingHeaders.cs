namespace Wayleave.Rules.Config.Model;

/// <summary>What a program's conditions see of a handshake's headers, when nobody knows what stands in front of it.</summary>
internal static class ArrivingHeaders
{
    // What balancers and edges add. A file of a hop in front would show it; without one, nobody knows.
    private static readonly string[] s_added = ["x-", "cf-", "cloudfront-", "fastly-", "fly-", "true-client-ip", "forwarded", "via", "front-end-https", "ssl-"];

    /// <summary>A header as a condition may ask for it.</summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="name">In lower case.</param>
    public static HeaderFate Arriving(this Handshake handshake, string name) =>
        !handshake.Changed.ContainsKey(name) && s_added.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) ? HeaderFate.Unknown() : handshake.Header(name);
}
