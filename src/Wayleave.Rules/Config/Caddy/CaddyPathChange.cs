using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>The request's path is changed.</summary>
/// <param name="At">The line that says so.</param>
/// <param name="How">In which way.</param>
/// <param name="Value">What is put or taken away.</param>
internal sealed record CaddyPathChange(Span At, CaddyPathChangeKind How, string Value) : CaddyStep(At)
{
    /// <summary>The path afterwards; null if it cannot be known.</summary>
    /// <param name="path">The path before.</param>
    public string? Of(string path) => How switch
    {
        CaddyPathChangeKind.StripPrefix => Rooted(path.StartsWith(Slashed(Value), StringComparison.OrdinalIgnoreCase) ? path[Slashed(Value).Length..] : path),
        CaddyPathChangeKind.StripSuffix => Rooted(path.EndsWith(Value, StringComparison.Ordinal) ? path[..^Value.Length] : path),
        CaddyPathChangeKind.Replace when Value.Split('\n') is [{ Length: > 0 } old, var fresh] => path.Replace(old, fresh, StringComparison.Ordinal),
        CaddyPathChangeKind.Set => Set(path),
        _ => null,
    };

    private string? Set(string path)
    {
        string to = Value.Split('?')[0]
            .Replace("{http.request.uri.path}", path, StringComparison.Ordinal).Replace("{http.request.uri}", path, StringComparison.Ordinal).Replace("{http.request.orig_uri.path}", path, StringComparison.Ordinal)
            .Replace("{path}", path, StringComparison.Ordinal).Replace("{uri}", path, StringComparison.Ordinal);
        if (to.Length == 0) return path;
        return to.Contains('{', StringComparison.Ordinal) ? null : Rooted(to);
    }

    private static string Slashed(string prefix) => prefix.StartsWith('/') ? prefix : "/" + prefix;

    private static string Rooted(string path) => path.StartsWith('/') ? path : "/" + path;
}
