using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>One certificate of a chain.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Issuer">Its issuer.</param>
/// <param name="Names">The DNS names and addresses that it holds for.</param>
/// <param name="NotBefore">From when it holds, in ISO 8601.</param>
/// <param name="NotAfter">Until when it holds, in ISO 8601.</param>
public sealed record CertificateFacts(string Subject, string Issuer, ImmutableArray<string> Names, string NotBefore, string NotAfter);
