using System.Collections.Immutable;

namespace Wayleave.Protocol.Carry.Pages;

/// <summary>What lets the script through a page's content policies.</summary>
/// <param name="Values">The values of <c>Content-Security-Policy</c>, as they go on.</param>
/// <param name="Nonce">The nonce for the tag; null: none is needed.</param>
/// <param name="NeedsIntegrity">Whether the tag must name the script's hash.</param>
public sealed record PolicyChange(ImmutableArray<string> Values, string? Nonce, bool NeedsIntegrity);
