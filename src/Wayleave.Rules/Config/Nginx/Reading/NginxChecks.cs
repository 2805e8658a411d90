using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>What nginx refuses in a tree whose braces and semicolons are right: the wrong number of words, the wrong place, the same thing twice.</summary>
internal static class NginxChecks
{
    /// <summary>What is refused.</summary>
    /// <param name="root">The outermost level.</param>
    public static IEnumerable<ReadError> Of(IEnumerable<NginxDirective> root) => Level(null, root);

    private static IEnumerable<ReadError> Level(NginxDirective? block, IEnumerable<NginxDirective> inside)
    {
        char? level = NginxLevel.Of(block);
        var seen = new Dictionary<string, NginxDirective>();
        foreach (NginxDirective directive in inside)
        {
            if (NginxGrammar.Of(directive.Name) is { } grammar && !directive.Words[0].IsQuoted && Flaw(directive, grammar, block, level, seen) is { } flaw) yield return new ReadError(directive.At, flaw);
            // Streams and modules of others have words of their own.
            if (directive.HoldsData || directive.Name is "stream" or "mail" || (directive.HasBlock && NginxGrammar.Of(directive.Name) is null)) continue;
            foreach (ReadError error in Level(directive, directive.Block)) yield return error;
        }
    }

    private static string? Flaw(NginxDirective directive, NginxGrammar grammar, NginxDirective? block, char? level, Dictionary<string, NginxDirective> seen)
    {
        // A server of an upstream, and a fragment that may be meant for one.
        if (directive is { Name: "server", HasBlock: false } || (directive.Name is "server_name" or "listen" && level is null)) return null;
        if (level is { } known && grammar.Levels.Length > 0 && !grammar.Levels.Contains(known))
            return $"\"{directive.Name}\" is not allowed in a{(block!.Name is "if" or "upstream" or "events" ? "n" : "")} {NginxLevel.Name(block)}{(directive.HasBlock ? ": is a \"}\" missing above it?" : "")}";
        if (grammar.HasBlock != directive.HasBlock)
            return grammar.HasBlock ? $"\"{directive.Name}\" needs a block in braces" : $"\"{directive.Name}\" takes no block: \";\" is missing";
        int count = directive.Words.Length - 1;
        if (!grammar.Takes(count) && !directive.Words.Any(word => NginxTemplate.IsOpen(word.At.Text)))
            return string.Create(CultureInfo.InvariantCulture, $"\"{directive.Name}\" takes {grammar.Wants}, not {count}: is a \";\" missing?");
        return grammar.Once && !seen.TryAdd(directive.Name, directive) ? $"\"{directive.Name}\" stands twice in this block{(seen[directive.Name].At is var first && first.Source == directive.At.Source ? $", first in line {first.Line}" : "")}: nginx does not start" : null;
    }
}
