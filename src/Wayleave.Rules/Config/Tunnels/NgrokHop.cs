using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>What ngrok does with a handshake: it passes it to the one address of its tunnel.</summary>
/// <param name="at">Where the tunnel is named.</param>
/// <param name="address">The address.</param>
/// <param name="hostHeader">What is asked for as Host; null: the browser's.</param>
internal sealed class NgrokHop(Span at, DataNode address, DataEntry? hostHeader) : Hop("ngrok", HopPlace.Edge, at)
{
    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        // A port alone, a host and a port, or an address with its scheme.
        string text = address is DataScalar { IsTemplate: false } scalar ? scalar.Value : "";
        string url = int.TryParse(text, CultureInfo.InvariantCulture, out int port) ? $"http://localhost:{port}" : text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        Uri? uri = Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed : null;
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Is("https"));
        if (hostHeader?.Value is DataScalar { IsNull: false } host && host.Value is not "preserve")
            headers = headers.Add("host", host.Value is not "rewrite" ? HeaderFate.Is(host.Value, hostHeader.At) : uri is null ? HeaderFate.Unknown(hostHeader.At) : HeaderFate.Is(uri.Authority, hostHeader.At));
        yield return new Passage
        {
            At = address.At,
            End = uri is null ? PassageEnd.Unknown : PassageEnd.Forwarded,
            Listener = new Listener(443, true, At) { Http2 = true },
            To = uri is null ? null : new Upstream(address.At) { Host = uri.Host, Port = uri.Port, Tls = uri.Scheme == "https", Path = handshake.Path },
            Headers = headers,
        };
    }
}
