using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>httpd adds a second value to a forwarded header that apps read as a single one.</summary>
internal sealed class ApacheForwardedHeaderTwice : ILintRule
{
    private static readonly string[] s_single = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-scheme", "x-forwarded-ssl"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-forwarded-header-twice", CauseNames.ForwardedHeaderDuplicated, Severity.Warning)
    {
        Why = "mod_proxy adds the request's Host to X-Forwarded-Host, behind what is there already: \"a, a\" equals no Origin. RequestHeader append and add do the same to any header.",
        Fix = "Let one hop say it: RequestHeader unset X-Forwarded-Host leaves mod_proxy's own value, ProxyAddHeaders Off leaves yours; use set instead of append for the others.",
        Source = "https://github.com/n8n-io/n8n/issues/14653",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        deployment.Crossings.Where(crossing => crossing.Hop is ApacheHop && crossing.Passage.End is PassageEnd.Forwarded).SelectMany(crossing => Own(deployment, crossing).Concat(InFront(deployment, crossing)));

    private IEnumerable<LintFinding> Own(Deployment deployment, Crossing crossing)
    {
        HeaderFate host = crossing.Sent("x-forwarded-host");
        if (host is { Count: > 1, Where: { } where } && Line(deployment, where) is { } line)
        {
            yield return Info.Found(where, "X-Forwarded-Host is set here, and mod_proxy adds Host to it: the app gets two values in one, which equal no Origin, and refuses the socket if it compares them")
                with
            { Fix = LintFix.Of("leave X-Forwarded-Host to mod_proxy", new Edit(line.At, "RequestHeader unset X-Forwarded-Host")) };
        }

        foreach (string name in s_single)
        {
            if (crossing.Sent(name) is not { Count: 1, Where: { } at } || Line(deployment, at) is not { } added) continue;
            if (added.Argument.ToLowerInvariant() is not ("append" or "add" or "merge")) continue;
            yield return Info.Found(at, $"this adds to {added.Arguments[1].Text} instead of setting it: behind another proxy that sends it the app gets two values in one and takes neither")
                with
            { Fix = LintFix.Of("set the header", new Edit(added.Arguments[0].At, "set")) };
        }
    }

    // Another hop of the same deployment that sends one, in front of this.
    private IEnumerable<LintFinding> InFront(Deployment deployment, Crossing crossing)
    {
        if ((crossing.Sent("x-forwarded-host") is { Count: > 1, Where: { } own } && Line(deployment, own) is not null) || !crossing.Passage.Headers.ContainsKey("x-forwarded-host")) yield break;
        ApacheDirective? unset = deployment.Of<ApacheFile>().SelectMany(file => file.All).FirstOrDefault(line => line.Is("RequestHeader") && line.Argument.Equals("unset", StringComparison.OrdinalIgnoreCase) && Names(line, "x-forwarded-host"));
        if (unset is not null) yield break;
        Crossing? front = deployment.Crossings.TakeWhile(other => other.Hop != crossing.Hop)
            .FirstOrDefault(other => other.Hop.Place <= crossing.Hop.Place && other.Passage.End is PassageEnd.Forwarded && other.Passage.Headers.GetValueOrDefault("x-forwarded-host") is { Absent: false });
        if (front is null) yield break;
        yield return Info.Found(crossing.Passage.At, $"{front.Hop.Product} in front sends X-Forwarded-Host already, and mod_proxy adds Host to it: the app gets two values in one, and refuses the socket if it compares them with Origin");
    }

    private static ApacheDirective? Line(Deployment deployment, Span at) =>
        deployment.Of<ApacheFile>().SelectMany(file => file.All).FirstOrDefault(line => line.Is("RequestHeader") && line.At == at);

    private static bool Names(ApacheDirective line, string header) => line.Arguments.Length > 1 && line.Arguments[1].Text.TrimEnd(':').Equals(header, StringComparison.OrdinalIgnoreCase);
}
