using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Includes are relative to the main file's folder, at every depth: <c>ngx_conf_include</c> uses <c>conf_prefix</c>.</summary>
/// <param name="files">The files.</param>
/// <param name="folder">The main file's folder; empty if its name has none.</param>
internal sealed class NginxFolder(IConfigFiles files, string folder) : INginxTree
{
    // Where packages put the main file: in a repository its folder stands for this one, since that is where it is copied to.
    private static readonly string[] s_usual = ["/etc/nginx/", "/usr/local/nginx/conf/", "/usr/local/etc/nginx/", "/opt/homebrew/etc/nginx/", "/usr/local/openresty/nginx/conf/", "/opt/bitnami/nginx/conf/"];

    /// <inheritdoc/>
    public bool IsWhole => files.AreAll;

    /// <inheritdoc/>
    public ImmutableArray<NginxSection> Find(string pattern)
    {
        ImmutableArray<NginxSection> found = Open(pattern);
        if (!found.IsEmpty || IsWhole) return found;
        return Array.Find(s_usual, usual => pattern.StartsWith(usual, StringComparison.Ordinal)) is { } own ? Open(pattern[own.Length..]) : [];
    }

    private ImmutableArray<NginxSection> Open(string pattern) =>
        [.. files.Glob(pattern, folder).Select(path => files.Read(path, "")).OfType<SourceText>().Select(source => new NginxSection(source.Name, source.All))];
}
