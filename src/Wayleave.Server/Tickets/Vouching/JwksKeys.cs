using Wayleave.Protocol.Jwt;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>The keys that a URL gives: fetched when they are first needed, again when they are old, and when a token names one that is not known.</summary>
/// <remarks>Anybody may send a token that names any key, so an unknown one has them fetched only if that was not just done.</remarks>
/// <param name="url">Where they are.</param>
/// <param name="algorithm">What they are to be for.</param>
/// <param name="client">Fetches them.</param>
/// <param name="time">The clock.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle is never asked for holds nothing.")]
internal sealed class JwksKeys(Uri url, JwtAlgorithm algorithm, AskedClient client, TimeProvider time) : IJwtKeys
{
    private static readonly TimeSpan s_old = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private JsonWebKeySet? _set;
    private VouchOutcome.Unknown? _trouble;
    private long? _tried;

    /// <inheritdoc/>
    public async ValueTask<(JwtKey? Key, VouchOutcome.Unknown? Trouble)> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _set)?.Find(id) is { } key && !IsOlderThan(s_old))
            return (key, null);
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever had to wait finds what the one before has fetched.
            if ((_set?.Find(id) is null && IsOlderThan(s_again)) || IsOlderThan(s_old))
                await FetchAsync(cancellationToken).ConfigureAwait(false);
            // Keys that were good are good still while they cannot be fetched.
            return _set is null ? (null, _trouble) : (_set.Find(id), null);
        }
        finally
        {
            _one.Release();
        }
    }

    private bool IsOlderThan(TimeSpan age) => _tried is not { } tried || time.GetElapsedTime(tried) >= age;

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", "application/jwk-set+json, application/json");
        var (status, body, trouble) = await client.AskAsync(request, cancellationToken).ConfigureAwait(false);
        _tried = time.GetTimestamp();
        var set = default(JsonWebKeySet);
        if (trouble is null && (status != 200 || !JsonWebKeySet.TryRead(body, algorithm, out set)))
            trouble = new VouchOutcome.Unknown(502, $"{url.GetLeftPart(UriPartial.Path)} answers {status}, and no key for {algorithm}");
        _trouble = trouble;
        if (set is not null)
            Volatile.Write(ref _set, set);
    }
}
