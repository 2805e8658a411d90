using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What a text with variables comes to for one request, where that can be known.</summary>
/// <param name="maps">The variables that blocks define.</param>
/// <param name="request">The request.</param>
internal sealed partial class NginxVariables(NginxMaps maps, NginxRequest request)
{
    // A map may read another one; a circle of them must end.
    private const int MaxDepth = 16;

    // A group's number has one digit: "$1x" is the first group and an x. The text is a stranger's: patterns that never go back cannot be made slow.
    [GeneratedRegex(@"\$\{(?<name>\w+)\}|\$(?<name>[1-9]|[A-Za-z_]\w*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex ReferencePattern { get; }

    private int _depth;

    /// <summary>The names of the variables in a text.</summary>
    public static IEnumerable<string> Names(string text) => ReferencePattern.Matches(text).Select(reference => reference.Groups["name"].Value);

    /// <summary>The value of a text.</summary>
    public NginxValue Value(string text)
    {
        MatchCollection references = ReferencePattern.Matches(text);
        if (references is [{ } whole] && whole.Length == text.Length) return Variable(whole.Groups["name"].Value);
        NginxValue value = NginxValue.Of("");
        int at = 0;
        foreach (Match reference in references)
        {
            value = value.Then(NginxValue.Of(text[at..reference.Index])).Then(Variable(reference.Groups["name"].Value));
            at = reference.Index + reference.Length;
        }

        return value.Then(NginxValue.Of(text[at..]));
    }

    private NginxValue Variable(string name)
    {
        if (request.Set.TryGetValue(name, out NginxValue? set)) return set;
        if (maps.Find(name) is { } block)
        {
            if (_depth == MaxDepth) return NginxValue.Unknown;
            _depth++;
            NginxValue value = NginxMaps.Value(block, Value);
            _depth--;
            return value;
        }

        return BuiltIn(name.ToLowerInvariant()) is { } known ? NginxValue.Of(known) : NginxValue.Unknown;
    }

    private string? BuiltIn(string name)
    {
        if (name.StartsWith("http_", StringComparison.Ordinal))
            return request.Handshake.Header(name[5..].Replace('_', '-')) is { Known: true } header ? header.Value ?? "" : null;
        return name switch
        {
            "host" => request.Host?.ToLowerInvariant(),
            "scheme" => request.Listen is { } listen ? listen.Tls ? "https" : "http" : null,
            "https" => request.Listen is { } listen ? listen.Tls ? "on" : "" : null,
            "server_port" => request.Listen?.Port?.ToString(),
            "server_name" => request.ServerName,
            "request_method" => "GET",
            "server_protocol" => "HTTP/1.1",
            "uri" or "document_uri" => request.Uri,
            "request_uri" => request.Handshake.Path,
            // Browsers send no Referer with a handshake.
            "invalid_referer" => request.Block is { } block && NginxInheritance.Scalar(block, "valid_referers") is { } valid ? valid.Words.Any(word => word.Text == "none") ? "" : "1" : "",
            // A handshake has no body, and what reads one from here is empty.
            "content_length" or "content_type" or "request_body" or "http2" or "http3" => "",
            _ => null,
        };
    }
}
