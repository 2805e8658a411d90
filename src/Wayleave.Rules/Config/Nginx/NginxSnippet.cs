using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>A piece of nginx's language in a file of another kind, such as the value of an ingress's annotation.</summary>
/// <param name="Directives">Its directives; each stands in that file.</param>
/// <param name="Errors">What nginx would refuse.</param>
public sealed record NginxSnippet(ImmutableArray<NginxDirective> Directives, ImmutableArray<ReadError> Errors)
{
    /// <summary>Reads a snippet. Never throws.</summary>
    /// <param name="at">Where its text stands, without quotes and indicators: as many lines as it has.</param>
    /// <param name="text">Its text as that kind of file reads it. Where the file has escapes the two differ, and each directive then stands at <paramref name="at"/>.</param>
    /// <param name="context">What reading may ask for.</param>
    public static NginxSnippet Read(Sources.Span at, string text, ReadContext context) => Reading.NginxParser.ReadSnippet(at, text, context);
}
