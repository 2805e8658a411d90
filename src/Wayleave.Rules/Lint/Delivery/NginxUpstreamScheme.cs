using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A <c>proxy_pass</c> whose address does not begin with http:// or https://: without a scheme, or with the socket's own.</summary>
internal sealed class NginxUpstreamScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-upstream-scheme", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "proxy_pass knows the schemes http and https alone; a socket begins as a request of HTTP, so it goes by them as well. With ws://, or without a scheme, nginx says \"invalid URL prefix\" and does not start.",
        Fix = "Write http:// in place of ws://, and https:// in place of wss://.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in file.Named("proxy_pass")
        where pass is { Words.Length: 2, Parent.Name: "location" or "if" or "limit_except" } && IsWrong(pass.Words[1])
        let address = pass.Argument
        select Info.Found(pass.At, $"proxy_pass {(Scheme(address) is { } scheme ? $"does not know {scheme}" : $"has no scheme before {address}")}: nginx does not start with this file, and a reload keeps the old configuration") with { Fix = Mend(pass.Words[1]) };

    // A variable may bring the scheme, and so may a template.
    private static bool IsWrong(NginxWord word) =>
        word.Text.Length > 0 && char.IsAsciiLetterOrDigit(word.Text[0]) && !word.Text.Contains('$', StringComparison.Ordinal) && !NginxTemplate.IsOpen(word.At.Text) &&
        !word.Text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !word.Text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? Scheme(string address) => address.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? address[..(end + 3)] : null;

    private static LintFix? Mend(NginxWord word) => word.At.Text != word.Text
        ? null
        : Scheme(word.Text)?.ToLowerInvariant() switch
        {
            null => LintFix.Of("Write the scheme.", new Edit(word.At with { End = word.At.Start }, "http://")),
            "ws://" => LintFix.Of("Write http.", new Edit(word.At with { End = word.At.Start + "ws://".Length }, "http://")),
            "wss://" => LintFix.Of("Write https.", new Edit(word.At with { End = word.At.Start + "wss://".Length }, "https://")),
            _ => null,
        };
}
