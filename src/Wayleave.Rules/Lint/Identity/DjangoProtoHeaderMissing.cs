using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Django redirects plain HTTP to https and is not told by which header it can see that the browser is on TLS.</summary>
internal sealed class DjangoProtoHeaderMissing : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-proto-header-missing", CauseNames.ForwardedProtoWrong, Severity.Warning)
    {
        Why = "Where a proxy or balancer ends TLS, every request reaches Django over plain HTTP. Without SECURE_PROXY_SSL_HEADER it redirects each to the very URL that was asked for, and browsers do not follow a redirect of a handshake.",
        Fix = "Set SECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\"), where the proxy in front always sends that header itself.",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#secure-proxy-ssl-header",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // uvicorn and daphne can take the scheme from the header themselves, before Django sees it.
        if (deployment.Files.SelectMany(file => file.Commands).Any(command => TellsScheme(command) && Believes(command, deployment))) yield break;
        foreach (DjangoProject project in DjangoProject.Of(deployment.Of<DjangoFile>()))
        {
            if (!project.IsWhole || !project.MayBeTrue("SECURE_SSL_REDIRECT") || project.Last("SECURE_PROXY_SSL_HEADER") is not null) continue;
            PythonAssignment redirect = project.Last("SECURE_SSL_REDIRECT")!;
            bool fronted = deployment.Hops.Length > 0 || deployment.Edge is not null and not "none";
            string where = fronted ? "what stands in front" : "a proxy in front";
            yield return Info.Found(fronted ? Severity.Error : Severity.Warning, redirect.NameAt, $"Django redirects what came over plain HTTP and no SECURE_PROXY_SSL_HEADER is set: where {where} ends TLS, each handshake is answered with a redirect to itself") with
            {
                Fix = LintFix.Of("Trust X-Forwarded-Proto", Edit.NewLine(redirect.At, "SECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\")")),
            };
        }
    }

    private static bool TellsScheme(ServerCommand command) => command.Program switch
    {
        "uvicorn" => command.Flag("--no-proxy-headers") is null,
        "daphne" => command.Flag("--proxy-headers") is not null || command.Words.Any(word => word.Text.Contains("ssl:", StringComparison.Ordinal)),
        "gunicorn" => command.Option("-k", "--worker-class")?.Value.Contains("uvicorn", StringComparison.OrdinalIgnoreCase) == true || command.Option("--forwarded-allow-ips", "--certfile") is not null,
        "hypercorn" => true,
        _ => false,
    };

    // They take the header from 127.0.0.1 alone unless they are told whom to believe, and a proxy in another container has another address.
    private static bool Believes(ServerCommand command, Deployment deployment) =>
        command.Program is not ("uvicorn" or "gunicorn") || command.Option("--forwarded-allow-ips") is not null || command.Environment.ContainsKey("FORWARDED_ALLOW_IPS")
        || command.Service is null || !deployment.Hops.Any(hop => ComposeHops.Service(hop, deployment.Files) is { } other && other.Name != command.Service);
}
