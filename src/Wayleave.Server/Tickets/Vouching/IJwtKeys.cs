using Wayleave.Protocol.Jwt;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>The keys that check tokens. Thread-safe.</summary>
internal interface IJwtKeys
{
    /// <summary>Finds one.</summary>
    /// <param name="id">The token's <c>kid</c>; null: it has none.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The key; null if none of that name is known; or why nobody can tell.</returns>
    ValueTask<(JwtKey? Key, VouchOutcome.Unknown? Trouble)> FindAsync(string? id, CancellationToken cancellationToken);
}
