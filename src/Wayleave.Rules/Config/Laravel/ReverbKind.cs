using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Laravel;

/// <summary>Laravel Reverb's settings: read as text, never run.</summary>
/// <seealso href="https://laravel.com/docs/reverb#allowed-origins">Allowed origins</seealso>
internal sealed class ReverbKind : IConfigKind
{
    /// <inheritdoc/>
    public string Name => "reverb";

    /// <inheritdoc/>
    public string Summary => "Laravel Reverb: config/reverb.php";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => source.Name.Split('/')[^1] == "reverb.php" ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<CodeToken> tokens = [.. CodeLexer.Read(source, CodeLanguage.Php).Where(token => token.Kind is not (CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd))];
        ImmutableArray<DataNode>.Builder origins = ImmutableArray.CreateBuilder<DataNode>();
        for (int i = 0; i + 3 < tokens.Length; i++)
        {
            if (tokens[i].Kind != CodeTokenKind.Text || !tokens[i + 1].Is("=") || !tokens[i + 2].Is(">") || CodeText.Value(tokens[i], CodeLanguage.Php).Text != "allowed_origins") continue;
            if (new CodeValues(tokens[(i + 3)..], CodeLanguage.Php, _ => null).Read() is [var value, ..]) origins.Add(value);
        }

        return new ReverbFile(source, origins.ToImmutable());
    }
}
