using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>The URL of something that is asked now and then; where none is written, there is none.</summary>
internal sealed class HttpUrlForm : ScalarForm<Uri?>
{
    private readonly UrlForm _url = new();

    /// <inheritdoc/>
    public override string Text => "a URL such as http://127.0.0.1:8000/whoami";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Pattern("^https?://[^/]");

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out Uri? value)
    {
        string? wrong = _url.Parse(text, scope, out Uri url);
        value = url;
        return wrong ?? (url.Scheme is "http" or "https" ? null : $"it is asked over HTTP/1.1; write {Text}");
    }

    /// <inheritdoc/>
    public override ConfigNode? Write(Uri? value) => value is null ? null : new ScalarNode(value.AbsoluteUri);
}
