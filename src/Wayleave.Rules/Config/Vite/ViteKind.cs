using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Vite;

/// <summary>Vite's configuration: read as text, never run.</summary>
/// <seealso href="https://vite.dev/config/server-options.html">Server options</seealso>
internal sealed partial class ViteKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)vite\.config[\w.-]*\.[mc]?[jt]s$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    /// <inheritdoc/>
    public string Name => "vite";

    /// <inheritdoc/>
    public string Summary => "vite.config.*: the development server's sockets, proxies and hosts";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.No;

    // A configuration may be an object, a function's result, or one of several: wherever `server: {` stands, it is meant.
    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<CodeToken> all = CodeLexer.Read(source, CodeLanguage.Script);
        ImmutableDictionary<string, DataNode> known = Constants(all);
        ImmutableArray<CodeToken> tokens = [.. all.Where(token => token.Kind is not (CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd))];
        ImmutableArray<DataMap>.Builder servers = ImmutableArray.CreateBuilder<DataMap>();
        for (int i = 0; i + 2 < tokens.Length; i++)
        {
            if (!tokens[i].Is("server") || !tokens[i + 1].Is(":") || !tokens[i + 2].Is("{")) continue;
            if (new CodeValues(tokens[(i + 2)..], CodeLanguage.Script, name => known.GetValueOrDefault(name)).Read() is [DataMap server, ..]) servers.Add(server);
        }

        return new ViteFile(source, servers.ToImmutable());
    }

    // `const target = "http://127.0.0.1:8000"`.
    private static ImmutableDictionary<string, DataNode> Constants(ImmutableArray<CodeToken> tokens)
    {
        ImmutableDictionary<string, DataNode> known = ImmutableDictionary<string, DataNode>.Empty;
        foreach (ImmutableArray<CodeToken> line in CodeLines.Of(tokens))
        {
            if (line.Length > 3 && line[0].Is("const") && line[2].Is("=") && new CodeValues(line[3..], CodeLanguage.Script, _ => null).Read() is [DataScalar value]) known = known.SetItem(line[1].At.Text, value);
        }

        return known;
    }
}
