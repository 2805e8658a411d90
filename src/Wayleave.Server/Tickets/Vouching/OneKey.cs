using Wayleave.Protocol.Jwt;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>The one key of the settings, whatever a token calls it.</summary>
/// <param name="key">The key; null: it cannot be read.</param>
/// <param name="trouble">Why not.</param>
internal sealed class OneKey(JwtKey? key, VouchOutcome.Unknown? trouble) : IJwtKeys
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Reads one.</summary>
    /// <param name="file">A file in PEM.</param>
    /// <param name="algorithm">What it is to be for.</param>
    public static OneKey OfFile(string file, JwtAlgorithm algorithm)
    {
        try
        {
            if (new FileInfo(file).Length <= MostBytes && JwtKey.TryOfPem(File.ReadAllText(file), algorithm, out var key))
                return new OneKey(key, null);
            return new OneKey(null, new VouchOutcome.Unknown(503, $"{file} has no public key for {algorithm} in PEM"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OneKey(null, new VouchOutcome.Unknown(503, $"{file} cannot be read: {e.Message}"));
        }
    }

    /// <inheritdoc/>
    public ValueTask<(JwtKey? Key, VouchOutcome.Unknown? Trouble)> FindAsync(string? id, CancellationToken cancellationToken) => ValueTask.FromResult((key, trouble));
}
