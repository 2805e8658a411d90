using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Pages are told the address at which Laravel Reverb listens, in place of the public one.</summary>
internal sealed class ReverbClientAddressInner : ILintRule
{
    private static readonly string[] s_prefixes = ["VITE_", "MIX_", "NEXT_PUBLIC_", "NUXT_PUBLIC_"];
    private static readonly string[] s_inner = ["0.0.0.0", "127.0.0.1", "localhost", "reverb", "[::1]"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("reverb-client-address-inner", CauseNames.ClientUrlWrong, Severity.Warning)
    {
        Why = "REVERB_SERVER_HOST and REVERB_SERVER_PORT say where Reverb listens; VITE_REVERB_HOST, _PORT and _SCHEME say where browsers find it. With TLS at a proxy these are the public host, 443 and https: at Reverb's own port nobody speaks TLS.",
        Fix = "Set VITE_REVERB_HOST to the public host, VITE_REVERB_PORT=443 and VITE_REVERB_SCHEME=https, keep REVERB_SERVER_PORT, and build the pages anew.",
        Source = "https://github.com/laravel/reverb/issues/137",
        Kinds = ["env"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<EnvFile>()
        where !file.IsForDevelopers
        from prefix in s_prefixes
        from finding in Judge(deployment, file, prefix)
        select finding;

    private IEnumerable<LintFinding> Judge(Deployment deployment, EnvFile file, string prefix)
    {
        string? host = file.Value(prefix + "REVERB_HOST"), port = file.Value(prefix + "REVERB_PORT");
        bool appOnTls = file.Value("APP_URL")?.StartsWith("https://", StringComparison.Ordinal) == true;
        bool isPublic = deployment.Domain is not null || file.IsForProduction || PublicHosts.AreOnTls(deployment) || (host?.Contains('.', StringComparison.Ordinal) == true && !s_inner.Contains(host) && Uri.TryCreate("https://" + host, UriKind.Absolute, out Uri? named) && !IsDevelopers(named)) || (appOnTls && Uri.TryCreate(file.Value("APP_URL"), UriKind.Absolute, out Uri? app) && !IsDevelopers(app));
        if (host is not null && isPublic && s_inner.Contains(host))
            yield return Info.Found(Severity.Error, Written(file, prefix + "REVERB_HOST").At, $"pages are told that Reverb is at {host}, which is the visitor's own machine or a name of the servers': no browser reaches it there");
        bool tls = file.Value(prefix + "REVERB_SCHEME") is { } scheme ? scheme == "https" : appOnTls;
        string served = file.Value("REVERB_SERVER_PORT") ?? "8080";
        if (port is null || port != served || !tls || !isPublic || (host is not null && s_inner.Contains(host)) || file.Lines.Any(line => line.Name.StartsWith("REVERB_TLS", StringComparison.Ordinal) || line.Name is "LARAVEL_REVERB_LOCAL_CERT")) yield break;
        bool behindTls = deployment.Crossings.Any(crossing => crossing.Passage is { Listener.Tls: true, To.Port: { } to } && to.ToString(System.Globalization.CultureInfo.InvariantCulture) == served);
        yield return Info.Found(behindTls ? Severity.Error : Severity.Warning, Written(file, prefix + "REVERB_PORT").At, $"pages dial wss:// at port {port}, where Reverb itself listens{(behindTls ? ": TLS is spoken by the proxy alone, at its own port" : "; where a proxy ends TLS, nobody speaks it there")}");
    }

    // Herd's and Valet's names have certificates of their own, which Reverb finds by itself.
    private static bool IsDevelopers(Uri address) => address.IsLoopback || address.Host.EndsWith(".test", StringComparison.Ordinal) || address.Host.EndsWith(".local", StringComparison.Ordinal);

    // `VITE_REVERB_PORT="${REVERB_PORT}"`: the line that has the value itself.
    private static EnvLine Written(EnvFile file, string name)
    {
        EnvLine line = file.Find(name)!;
        return line.Value is ['$', '{', .. var other, '}'] && other != name && file.Find(other) is { } written ? written : line;
    }
}
