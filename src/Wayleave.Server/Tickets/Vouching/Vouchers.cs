using Wayleave.Server.Admin;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>Finds out who a caller is, in the way that the settings say.</summary>
/// <param name="forward">Asks the app.</param>
/// <param name="tokens">Believes tokens.</param>
internal sealed class Vouchers(ForwardVoucher forward, JwtVoucher tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>The tokens alone.</summary>
    public JwtVoucher Tokens => tokens;

    /// <summary>Whether a request shows the admin key: whoever has it speaks for anybody.</summary>
    /// <param name="received">The request.</param>
    /// <param name="world">The world that it sees.</param>
    public static bool IsAdmin(Received received, World world) =>
        world.Settings.Admin?.Key is { } key && received.Request.Headers.First("Authorization") is { } shown && AdminKey.IsShown(shown, key);

    /// <summary>Finds out.</summary>
    /// <param name="received">The caller's request.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask<VouchOutcome> AskAsync(Received received, World world, CancellationToken cancellationToken)
    {
        var settings = world.Settings.Events.Tickets;
        if (settings.Forward is { } url)
            return await forward.AskAsync(received, url, world.Settings.Forwarded, cancellationToken).ConfigureAwait(false);
        if (settings.Jwt is not { } jwt)
            return new VouchOutcome.Against(401, "nobody but the admin mints: there is neither forward nor jwt in events.tickets");
        return received.Request.Headers.First("Authorization") is { } shown && shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? await tokens.CheckAsync(shown[Bearer.Length..].Trim(), jwt, cancellationToken).ConfigureAwait(false)
            : new VouchOutcome.Against(401, "no Authorization: Bearer with a token");
    }
}
