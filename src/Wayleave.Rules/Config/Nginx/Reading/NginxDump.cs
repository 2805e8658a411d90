using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>What <c>nginx -T</c> prints: all files that it read, the main one first, each below a line that names it.</summary>
internal sealed partial class NginxDump : INginxTree
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^# configuration file (?<path>[^\n]+?):\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex HeaderPattern { get; }

    [GeneratedRegex(@"nginx version: (nginx|openresty|angie|freenginx|tengine)/(?<version>\d+\.\d+\.\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex VersionPattern { get; }

    private readonly ImmutableArray<NginxSection> _sections;
    private readonly string _folder;

    private NginxDump(SourceText source, ImmutableArray<NginxSection> sections)
    {
        _sections = sections;
        _folder = sections[0].Path[..(sections[0].Path.LastIndexOf('/') + 1)];
        Match version = VersionPattern.Match(source.Text[..sections[0].Text.Start]);
        if (version.Success) Version = Version.Parse(version.Groups["version"].Value);
    }

    /// <summary>The main file.</summary>
    public NginxSection Main => _sections[0];

    /// <summary>The version, where <c>nginx -V</c> printed it in front; null if it did not.</summary>
    public Version? Version { get; }

    /// <inheritdoc/>
    /// <remarks>Sections that say nothing here, such as the types of files, are often left out when a dump is shown to others.</remarks>
    public bool IsWhole => false;

    /// <summary>Sees a file as a dump; null if it is none.</summary>
    public static NginxDump? Of(SourceText source)
    {
        ImmutableArray<Match> headers = [.. HeaderPattern.Matches(source.Text).Cast<Match>()];
        if (headers.IsEmpty) return null;
        return new NginxDump(source, [.. headers.Select((header, i) => new NginxSection(
            header.Groups["path"].Value,
            new Span(source, header.Index + header.Length, i + 1 < headers.Length ? headers[i + 1].Index : source.Text.Length)))]);
    }

    /// <inheritdoc/>
    public ImmutableArray<NginxSection> Find(string pattern)
    {
        string full = pattern.StartsWith('/') ? pattern : _folder + pattern;
        return [.. _sections.Where(section => PathPattern.Matches(full, section.Path)).OrderBy(section => section.Path, StringComparer.Ordinal)];
    }
}
