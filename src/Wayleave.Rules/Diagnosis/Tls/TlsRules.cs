using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>The rules about TLS and HTTP versions, in the order in which they are asked.</summary>
internal static class TlsRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new EdgeModeLoop(),
        new EdgeModeError(),
        new WrongScheme(),
        new CertificateFails(),
        new BackendOnHttp2(),
        new FailsOverHttp2(),
        new ProxyHeader(),
    ];
}
