using System.Globalization;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A host name that requests come to; in the settings it is in lower case and in ASCII (punycode).</summary>
/// <param name="wildcard">Whether <c>*.</c> may stand before it.</param>
internal sealed class HostNameForm(bool wildcard = true) : ScalarForm<string>
{
    private static readonly IdnMapping s_idn = new();

    /// <inheritdoc/>
    public override string Text => wildcard ? "a host name such as app.example or *.example.com" : "a host name such as app.example";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string" };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string value)
    {
        value = Ascii(text).ToLowerInvariant().TrimEnd('.');
        int colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf(']') && !text.Contains("://", StringComparison.Ordinal))
            return $"'{Printable.Short(text, 60)}' has a port, and names are matched without; write {Printable.Short(text[..colon], 60)}";
        return HostNames.Wrong(value, text, wildcard);
    }

    /// <inheritdoc/>
    public override ConfigNode Write(string value) => new ScalarNode(value);

    private static string Ascii(string text)
    {
        if (text.All(char.IsAscii)) return text;
        bool star = text.StartsWith("*.", StringComparison.Ordinal);
        try
        {
            return (star ? "*." : "") + s_idn.GetAscii(star ? text[2..] : text);
        }
        catch (ArgumentException)
        {
            // What it is not able to spell is told as no host name.
            return text;
        }
    }
}
