using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Finds an nginx configuration that stands as a text in a file of another kind: in a ConfigMap.</summary>
internal static class NginxInside
{
    private static readonly NginxKind s_kind = new();

    /// <summary>The configuration in a value, each directive with its place in the outer file; null if the value is none.</summary>
    /// <param name="name">The name that the value goes by: a file's name where it is mounted as one.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">What reading may ask for.</param>
    public static NginxFile? Of(string name, DataNode? value, ReadContext context)
    {
        // Only a literal block stands in the file as it is meant, so that each line has its place, and a change of it its effect.
        if (value is not DataScalar text || text.At.Text is not ['|', ..] || s_kind.Fits(new SourceText(name, text.Value)) < Fit.Content) return null;
        int line = text.At.Text.IndexOf('\n', StringComparison.Ordinal);
        if (line < 0) return null;
        Span at = text.At with { Start = text.At.Start + line + 1 };
        // What a template hides is nginx's reader's to see: it knows how to read around it.
        NginxSnippet snippet = NginxSnippet.Read(at, text.IsTemplate ? at.Text : text.Value, context);
        return new NginxFile(at.Source, snippet.Directives, context) { Errors = text.IsTemplate ? [] : snippet.Errors };
    }
}
