using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The header by which Django would see that the browser is on TLS is one that nobody sends.</summary>
internal sealed class DjangoProtoHeaderWrong : ILintRule
{
    private const string CloudFrontsOwn = "cloudfront-forwarded-proto";

    // Each is sent by some proxy or balancer by itself, or by a recipe that many copy; the value is what it says of TLS.
    private static readonly Dictionary<string, string[]> s_sent = new(StringComparer.Ordinal)
    {
        ["x-forwarded-proto"] = ["https", "wss"], ["x-forwarded-protocol"] = ["https", "ssl"], ["x-forwarded-scheme"] = ["https"], ["x-scheme"] = ["https"], ["x-url-scheme"] = ["https"],
        ["x-forwarded-ssl"] = ["on"], ["front-end-https"] = ["on"], ["cloudfront-forwarded-proto"] = ["https"], ["x-appengine-https"] = ["on"], ["x-arr-ssl"] = [], ["cf-visitor"] = [],
        ["x-forwarded-https"] = ["on", "1", "true"], ["x-client-proto"] = ["https"], ["x-real-proto"] = ["https"],
    };

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-proto-header-wrong", CauseNames.ForwardedProtoWrong, Severity.Error)
    {
        Why = "Django takes a request for one over TLS only if the header that SECURE_PROXY_SSL_HEADER names has just the value that it names. Any other request is plain HTTP to it: it is redirected to itself, or its Origin is refused.",
        Fix = "Name the header that the proxy in front sends, as Django spells it: (\"HTTP_X_FORWARDED_PROTO\", \"https\").",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#secure-proxy-ssl-header",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (DjangoProject project in DjangoProject.Of(deployment.Of<DjangoFile>()))
        {
            if (project.Last("SECURE_PROXY_SSL_HEADER") is not { } setting) continue;
            bool redirects = project.MayBeTrue("SECURE_SSL_REDIRECT");
            string outcome = redirects ? "Django takes every request for plain HTTP and redirects each handshake to itself" : "Django takes every request for plain HTTP";
            // What the caller says of the edge may not be all that stands there.
            (string? fault, bool sure) = Fault(setting.Value, deployment) is { } certain ? (certain, true) : (Unless(setting.Value, deployment), false);
            if (fault is null) continue;
            yield return Info.Found(redirects && sure ? Severity.Error : Severity.Warning, setting.NameAt, $"{fault}: {outcome}") with
            {
                Fix = setting.Value is DataList ? LintFix.Of("Trust X-Forwarded-Proto", new Edit(setting.Value.At, "(\"HTTP_X_FORWARDED_PROTO\", \"https\")")) : null,
            };
        }
    }

    // CloudFront sends its own header only where the behaviour's origin request policy names it, which AllViewer does not.
    private static string? Unless(DataNode value, Deployment deployment) =>
        deployment.Front is { Name: "cloudfront" } && value is DataList { Values: [DataScalar { IsQuoted: true } name, ..] } && DjangoProject.HeaderName(name.Value) == CloudFrontsOwn && !IsSent(CloudFrontsOwn, deployment)
            ? $"CloudFront sends the header of {name.Value} only where the behaviour's origin request policy names it; where it does not" : null;

    private static string? Fault(DataNode value, Deployment deployment)
    {
        if (value is not DataList { Values: [DataScalar { IsQuoted: true } name, DataScalar { IsQuoted: true } wanted] }) return null;
        if (DjangoProject.HeaderName(name.Value) is not { } header)
            return $"SECURE_PROXY_SSL_HEADER names \"{name.Value}\", and Django knows a header X-Forwarded-Proto by the name HTTP_X_FORWARDED_PROTO alone";
        if (s_sent.TryGetValue(header, out string[]? values)) return values.Length > 0 && !values.Contains(wanted.Value) ? $"\"{wanted.Value}\" is not what {name.Value} says of TLS; that is \"{values[0]}\"" : NotSent(header, name.Value, deployment);
        return IsSent(header, deployment) ? null : $"nothing in front sends the header of {name.Value}";
    }

    // A hop that is known to send another of these headers, and not this one, decides; so does an edge that has no such header.
    private static string? NotSent(string header, string name, Deployment deployment) =>
        deployment.Front is { } edge && !edge.ProtoHeaders.Contains(header) && !IsSent(header, deployment) ? $"{edge.Title} sends {(edge.ProtoHeaders[0] == "x-forwarded-proto" ? "X-Forwarded-Proto" : "another one")}, and nothing here sends the header of {name}"
        : header != "x-forwarded-proto" && deployment.Crossings.Any(crossing => crossing.Passage.Headers.ContainsKey("x-forwarded-proto")) && !IsSent(header, deployment)
            ? $"what stands in front sends X-Forwarded-Proto, and not the header of {name}" : null;

    private static bool IsSent(string header, Deployment deployment) =>
        deployment.Crossings.Any(crossing => crossing.Passage.Headers.TryGetValue(header, out HeaderFate? fate) && !fate.Absent);
}
