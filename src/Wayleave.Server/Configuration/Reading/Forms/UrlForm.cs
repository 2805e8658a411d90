using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>The URL of an app.</summary>
internal sealed class UrlForm : ScalarForm<Uri>
{
    /// <summary>Stands where no URL was read yet.</summary>
    public static Uri None { get; } = new("http://none.invalid/");

    private const string NoUser =
        "a URL with a name or a password in it is not taken; take out what stands before the @: the app gets the Authorization that its client sends";

    /// <inheritdoc/>
    public override string Text => "a URL such as http://127.0.0.1:8501";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Pattern("^(https?|h2c?)://[^/]");

    // An @ is right in a path alone. Wherever else it stands, or whatever else is wrong, a password may stand before it, spelled in a way
    // that no parser finds: so nothing of such a URL is ever shown.
    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out Uri value) =>
        Wrong(text, out value) is { } wrong ? text.Contains('@', StringComparison.Ordinal) ? NoUser : wrong : null;

    /// <inheritdoc/>
    public override ConfigNode Write(Uri value) => new ScalarNode(value.AbsolutePath == "/" ? value.AbsoluteUri.TrimEnd('/') : value.AbsoluteUri);

    private string? Wrong(string text, out Uri value)
    {
        value = None;
        string shown = Printable.Short(text, 80);
        if (text.Length == 0) return $"the value is empty; write {Text}";
        if (text.Any(c => c <= ' ' || c == '\u007F')) return $"'{shown}' holds a space or a control character; take it out";
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0) return text.All(char.IsAsciiDigit) ? $"'{shown}' is not a URL; write http://127.0.0.1:{shown}" : $"'{shown}' has no scheme; write http://{shown.TrimStart('/')}";
        string scheme = text[..mark].ToLowerInvariant();
        string rest = text[(mark + 3)..];
        if (scheme is not ("http" or "https" or "h2" or "h2c"))
        {
            string near = scheme is "wss" ? "https" : "http";
            return $"'{shown}': {Printable.Short(scheme, 20)}:// leads to no app; write {near}://{Printable.Short(rest, 60)}{(scheme is "ws" or "wss" ? ", which takes sockets too" : "")}";
        }

        return WrongAuthority(scheme, rest, shown) ?? Parsed(text, shown, out value);
    }

    private static string? WrongAuthority(string scheme, string rest, string shown)
    {
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? rest : rest[..end];
        if (authority.Contains('@', StringComparison.Ordinal)) return NoUser;
        if (authority.Length == 0 || authority[0] == ':') return $"'{shown}' names no host; write {scheme}://127.0.0.1{Printable.Short(rest, 60)}";
        if (rest.AsSpan().IndexOfAny('?', '#') >= 0) return $"'{shown}' has a query or a fragment, which no destination can have; take it out";
        int colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            if (!authority.StartsWith('[') && authority.IndexOf(':', StringComparison.Ordinal) != colon) return $"'{shown}': an IPv6 address needs brackets; write {scheme}://[::1]:8501";
            return Ports.Wrong(authority[(colon + 1)..]) is { } wrong ? $"'{shown}': {wrong}" : null;
        }

        return scheme == "h2c" ? $"'{shown}' has no port, and h2c has none of its own; write {shown.TrimEnd('/')}:8080" : null;
    }

    private static string? Parsed(string text, string shown, out Uri value)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Host.Length > 0)
        {
            value = url;
            return null;
        }

        value = None;
        return $"'{shown}' is not a URL: check the host; write it like http://127.0.0.1:8501";
    }
}
