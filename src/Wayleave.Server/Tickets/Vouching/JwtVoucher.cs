using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>Believes JSON Web Tokens that are signed by the key of the settings. Thread-safe.</summary>
/// <param name="client">Fetches key sets.</param>
/// <param name="time">The clock.</param>
internal sealed class JwtVoucher(AskedClient client, TimeProvider time)
{
    private readonly Lock _lock = new();
    private (JwtSettings Of, IJwtKeys Keys)? _keys;

    /// <summary>Checks a token.</summary>
    /// <param name="text">Whatever a caller sent.</param>
    /// <param name="settings">Which tokens are believed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask<VouchOutcome> CheckAsync(string text, JwtSettings settings, CancellationToken cancellationToken)
    {
        if (!JsonWebToken.TryRead(text, out var token, out var violation))
            return new VouchOutcome.Against(401, violation.Describe());
        var (key, trouble) = await KeysOf(settings).FindAsync(token.KeyId, cancellationToken).ConfigureAwait(false);
        if (trouble is not null)
            return trouble;
        violation = key is null ? JwtViolation.KeyUnknown : token.Verify(key);
        if (violation == JwtViolation.None)
            violation = new JwtRules(settings.Issuer, settings.Audience, settings.Leeway).Check(token.Claims, time.GetUtcNow());
        if (violation != JwtViolation.None)
            return new VouchOutcome.Against(401, violation.Describe());
        if (TicketRequest.WrongSubject(token.Claims.Subject!) is { } wrong)
            return new VouchOutcome.Against(401, wrong);
        if (token.Claims.Channels is not { } named)
            return new VouchOutcome.For(token.Claims.Subject!, null, token.Claims.Expires);
        var channels = ChannelPatterns.Read(named, out var flaw);
        return flaw is null ? new VouchOutcome.For(token.Claims.Subject!, channels, token.Claims.Expires) : new VouchOutcome.Against(401, $"the token's channels: {flaw}");
    }

    // A reload that changes nothing here keeps what was fetched.
    private IJwtKeys KeysOf(JwtSettings settings)
    {
        lock (_lock)
        {
            if (_keys is { } known && known.Of == settings && settings.KeyFile is null)
                return known.Keys;
            if (_keys is { } same && ReferenceEquals(same.Of, settings))
                return same.Keys;
            IJwtKeys keys = settings.Jwks is { } url ? new JwksKeys(url, settings.Algorithm, client, time)
                : settings.Secret is { } secret ? new OneKey(JwtKey.OfSecret(secret), null)
                : OneKey.OfFile(settings.KeyFile!, settings.Algorithm);
            _keys = (settings, keys);
            return keys;
        }
    }
}
