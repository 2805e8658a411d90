using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A <c>RewriteRule</c> with the conditions that stand in front of it.</summary>
/// <param name="By">Its line.</param>
/// <param name="Conditions">The <c>RewriteCond</c> lines, in order.</param>
internal sealed record ApacheRewriteRule(ApacheDirective By, ImmutableArray<ApacheDirective> Conditions)
{
    /// <summary>Its pattern, without a <c>!</c> in front.</summary>
    public string Pattern => By.Argument.StartsWith('!') ? By.Argument[1..] : By.Argument;

    /// <summary>Whether it is meant where its pattern does not match.</summary>
    public bool IsNegated => By.Argument.StartsWith('!');

    /// <summary>What takes the URL's place; <c>-</c>: nothing.</summary>
    public string Substitution => By.Arguments.Length > 1 ? By.Arguments[1].Text : "-";

    /// <summary>Its flags in capitals, without their values.</summary>
    public ImmutableHashSet<string> Flags => [.. FlagTexts.Select(flag => flag.Split('=')[0].ToUpperInvariant())];

    /// <summary>Whether it has one of two spellings of a flag.</summary>
    public bool Has(string brief, string full) => Flags.Contains(brief) || Flags.Contains(full);

    /// <summary>The value of a flag with one of two spellings; null if it has none.</summary>
    public string? Value(string brief, string full) =>
        FlagTexts.Select(flag => flag.Split('=', 2)).Where(flag => flag.Length == 2 && flag[0].ToUpperInvariant() is var name && (name == brief || name == full)).Select(flag => flag[1]).FirstOrDefault();

    /// <summary>Whether it passes requests on to a WebSocket URL.</summary>
    public bool IsSocket => Has("P", "PROXY") && ApacheTarget.Parse(Substitution) is { IsSocket: true };

    private IEnumerable<string> FlagTexts => By.Arguments.Length > 2 ? By.Arguments[2].Text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries) : [];

    /// <summary>The rules among some directives, in order.</summary>
    public static IEnumerable<ApacheRewriteRule> Of(IEnumerable<ApacheDirective> directives)
    {
        ImmutableArray<ApacheDirective>.Builder conditions = ImmutableArray.CreateBuilder<ApacheDirective>();
        foreach (ApacheDirective directive in directives)
        {
            if (directive.Is("RewriteCond")) conditions.Add(directive);
            else if (directive.Is("RewriteRule")) yield return new ApacheRewriteRule(directive, conditions.DrainToImmutable());
        }
    }

    /// <summary>Whether rewriting is switched on among some directives; null where they do not say.</summary>
    public static bool? Engine(IEnumerable<ApacheDirective> directives) =>
        directives.LastOrDefault(directive => directive.Is("RewriteEngine")) is { } engine ? engine.Argument.Equals("on", StringComparison.OrdinalIgnoreCase) : null;
}
