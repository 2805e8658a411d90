using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The far end is ours: on its root the hop's headers arrive, on the socket's path they do not.</summary>
internal sealed class LostInLocation : IDiagnosisRule
{
    private static readonly string[] Added = ["X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For", "X-Real-IP"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("headers-set-elsewhere-and-lost-here", CauseNames.HeadersLostInLocation)
    {
        Why = "An inner block that sets one header inherits none of the outer block's.",
        Source = "nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header; reported failure F023.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Public.Arrived is not { } here || evidence.Public.Http("http-root") is not { } root || Arrivals.Of(root.Exchange) is not { } there)
            yield break;
        string[] lost = [.. Added.Where(n => there.Header(n) is not null && here.Header(n) is null)];
        bool hostLost = Hosts.Name(there.Header("Host") ?? "") == Hosts.Name(evidence.Socket.Host) && Hosts.Name(here.Header("Host") ?? "") != Hosts.Name(evidence.Socket.Host);
        if (lost.Length == 0 && !hostLost)
            yield break;

        string what = string.Join(", ", hostLost ? lost.Prepend("the public Host") : lost);
        yield return Info.Found(
            evidence.Public.Opened ? Severity.Warning : Severity.Error,
            0.93,
            Blame.Proxy(evidence),
            $"On {new Uri(root.Url).AbsolutePath} the hop adds {what}, and on {here.Path} it does not: the inner block's own headers replace the inherited ones.",
            evidence.Browser,
            root);
    }
}
