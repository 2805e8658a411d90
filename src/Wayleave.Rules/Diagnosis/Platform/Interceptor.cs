namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>A product that inspects or blocks traffic in the client's own network or machine.</summary>
/// <param name="Words">Its name in a sentence.</param>
/// <param name="Mark">The text by which a certificate's issuer or a page names it.</param>
internal sealed record Interceptor(string Words, string Mark);
