using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A whole nginx configuration uses a variable that nothing in it defines: above all <c>$connection_upgrade</c> without its map.</summary>
internal sealed class NginxUndefinedVariable : ILintRule
{
    private const string Recipe = "connection_upgrade";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-undefined-variable", CauseNames.UndefinedVariable, Severity.Error)
    {
        Why = "nginx knows no $connection_upgrade of its own: it comes from a map in the http block. With a variable that nothing defines nginx does not start, and a reload keeps the old configuration.",
        Fix = "Define the variable: for $connection_upgrade by a map of $http_upgrade in the http block.",
        Source = "https://nginx.org/en/docs/http/websocket.html",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) => deployment.Of<NginxFile>().Where(file => file.IsWhole).SelectMany(Check);

    private IEnumerable<LintFinding> Check(NginxFile file)
    {
        ImmutableHashSet<string> defined = NginxDefinitions.Defined(file);
        // A module that is loaded may bring variables of its own; none brings this one.
        bool strange = file.Root.Any(directive => directive.Name == "load_module");
        return
            from directive in file.All
            where NginxDefinitions.Uses(directive) && directive.Outwards().Any(level => level.Name == "http")
            from word in directive.Words.Skip(1).Where(word => !NginxTemplate.IsOpen(word.At.Text) && !IsPattern(directive, word))
            from name in NginxDefinitions.In(word.Text).Distinct()
            where name == Recipe || file.Context.Variables is not null || !NginxTemplate.IsName(directive.At.Source.Name)
            where !NginxDefinitions.IsOwn(name) && !defined.Contains(name) && (!strange || name == Recipe)
            select Info.Found(directive.At, $"nothing defines ${name}, so nginx does not start with this file{(name == Recipe ? ": it comes from a map of $http_upgrade in the http block" : "")}") with { Fix = name == Recipe ? MapFor(directive) : null };
    }

    // In a regular expression $ is the end.
    private static bool IsPattern(NginxDirective directive, NginxWord word) => directive.Name switch
    {
        "rewrite" => word == directive.Words[1],
        "if" => directive.Words.IndexOf(word) > 1 && directive.Words[directive.Words.IndexOf(word) - 1].Text is "~" or "~*" or "!~" or "!~*",
        "proxy_redirect" => word.Text.StartsWith('~'),
        _ => false,
    };

    private static LintFix? MapFor(NginxDirective user)
    {
        NginxDirective? http = user.Outwards().FirstOrDefault(level => level.Name == "http");
        if (http is null) return null;
        string end = Edit.LineEnd(http.At.Source), indent = end + http.At.Indent + "    ";
        return LintFix.Of("define $connection_upgrade in the http block", new Edit(http.At.After, $"{indent}map $http_upgrade $connection_upgrade {{{indent}    default upgrade;{indent}    ''      close;{indent}}}"));
    }
}
