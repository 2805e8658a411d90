using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Where an include finds its files.</summary>
internal interface INginxTree
{
    /// <summary>Whether all files are there that nginx would find: then a missing one is an error.</summary>
    bool IsWhole { get; }

    /// <summary>The files that an include names, in the order in which nginx reads them; none where none is found.</summary>
    /// <param name="pattern">A path, or a pattern as <c>glob</c> takes it.</param>
    ImmutableArray<NginxSection> Find(string pattern);
}
