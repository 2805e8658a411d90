using System.Net;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>An address to listen on, with its scheme; without one it is http.</summary>
internal sealed class ListenForm : ScalarForm<ListenSettings>
{
    /// <inheritdoc/>
    public override string Text => "an address such as http://0.0.0.0:8080, https://:8443, 127.0.0.1:8080 or 8080";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = new JsonArray("string", "integer") };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out ListenSettings value)
    {
        value = ListenSettings.Default;
        string shown = Printable.Short(text, 60);
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = mark < 0 ? "http" : text[..mark].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
        {
            string near = scheme switch { "wss" or "tls" or "ssl" => "https", _ => "http" };
            return $"'{shown}': {Printable.Short(scheme, 20)}:// is not listened on; write {near}://, which takes sockets too";
        }

        string authority = mark < 0 ? text : text[(mark + 3)..];
        if (authority.EndsWith('/')) authority = authority[..^1];
        if (authority.AsSpan().IndexOfAny('/', '?', '#') is >= 0 and int path) return $"'{shown}': a path has no place here; write {Printable.Short(text[..(mark < 0 ? path : mark + 3 + path)], 60)}";
        if (authority.Length == 0) return $"'{shown}' names no address; write {Text}";
        int? port = mark < 0 ? null : scheme == "https" ? 443 : 80;
        string? wrong = EndPoints.Parse(authority, IPAddress.Any, port, out IPEndPoint endPoint);
        value = new ListenSettings(scheme == "https", endPoint);
        return wrong;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(ListenSettings value) => new ScalarNode(value.ToString());
}
