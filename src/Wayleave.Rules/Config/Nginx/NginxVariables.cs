using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>What a text with variables comes to for one handshake, where that can be known.</summary>
internal sealed class NginxVariables
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_reference = new(@"\$\{(?<name>\w+)\}|\$(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private readonly ImmutableDictionary<string, NginxDirective> _maps;
    private readonly Handshake _handshake;

    /// <summary>Knows the variables of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="handshake">The handshake.</param>
    public NginxVariables(NginxFile file, Handshake handshake)
    {
        _handshake = handshake;
        _maps = file.All.Where(directive => directive is { Name: "map", Words.Length: 3 }).GroupBy(map => map.Words[2].Text.TrimStart('$'))
            .ToImmutableDictionary(same => same.Key, same => same.Last());
    }

    /// <summary>The value of a text; null if it cannot be known.</summary>
    public string? Value(string text)
    {
        bool known = true;
        string value = s_reference.Replace(text, reference =>
        {
            string? one = Variable(reference.Groups["name"].Value);
            known &= one is not null;
            return one ?? "";
        });
        return known ? value : null;
    }

    private string? Variable(string name)
    {
        if (_maps.TryGetValue(name, out NginxDirective? map)) return Mapped(map);
        if (name.StartsWith("http_", StringComparison.Ordinal))
            return _handshake.Header(name[5..].Replace('_', '-')) is { Known: true } header ? header.Value ?? "" : null;
        return name switch
        {
            "scheme" => null,
            "request_method" => "GET",
            "server_protocol" => "HTTP/1.1",
            "uri" or "document_uri" => _handshake.Path,
            _ => null,
        };
    }

    private string? Mapped(NginxDirective map)
    {
        if (Value(map.Words[1].Text) is not { } source) return null;
        string? chosen = null, otherwise = "";
        foreach (NginxDirective row in map.Block.Where(row => row.Words.Length == 2))
        {
            if (row.Name == "default") otherwise = row.Argument;
            else if (row.Name.StartsWith('~')) return null;
            else if (string.Equals(row.Name, source, StringComparison.OrdinalIgnoreCase)) chosen = row.Argument;
        }

        return Value(chosen ?? otherwise);
    }
}
