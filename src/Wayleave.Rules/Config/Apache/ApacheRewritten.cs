namespace Wayleave.Rules.Config.Apache;

/// <summary>What rewrite rules made of a handshake.</summary>
/// <param name="End">What became of it.</param>
/// <param name="By">The rule that decided it; null if none did.</param>
/// <param name="Url">The URL that it is sent to, or the path that it now has.</param>
internal sealed record ApacheRewritten(ApacheRewriteEnd End, ApacheRewriteRule? By, string? Url)
{
    /// <summary>No rule did anything.</summary>
    public static ApacheRewritten Nothing { get; } = new(ApacheRewriteEnd.Nothing, null, null);

    /// <summary>The status of a redirect or a refusal.</summary>
    public int? Status { get; init; }
}
