namespace Wayleave.Server.Configuration;

/// <summary>Who gets tickets, and where. With neither <see cref="Forward"/> nor <see cref="Jwt"/>, only the admin key mints.</summary>
public sealed record TicketSettings
{
    /// <summary>Where tickets are asked for by POST: may be the app's own path, which then does not reach the app. Default <c>/.wayleave/ticket</c>.</summary>
    public string Path { get; init; } = "/.wayleave/ticket";

    /// <summary>How long a ticket may wait to be used. Default 60 s, 5 s to 10 min.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The app's URL that is asked who a caller is; null (default): it is not asked.</summary>
    public Uri? Forward { get; init; }

    /// <summary>The tokens that vouch for a caller; null (default): none do.</summary>
    public JwtSettings? Jwt { get; init; }

    /// <summary>Whether a caller for whom nobody vouches gets a ticket too, as a guest. Default false.</summary>
    public bool Guests { get; init; }

    /// <summary>What front ends call the members of body and answer.</summary>
    public TicketMembers Members { get; init; } = new();
}
