using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>What settings do that is perhaps not meant, though nothing is wrong with them.</summary>
public static class SettingsWarnings
{
    /// <summary>All of it, a sentence each.</summary>
    /// <param name="settings">The settings, valid.</param>
    public static ImmutableArray<string> Of(ServeSettings settings) => [.. OpenChannels(settings), .. NodesThatDisagree(settings)];

    private static IEnumerable<string> OpenChannels(ServeSettings settings) => settings.Routes
        .Where(route => route.Auth is not { Ticket: true } && route.Channels.Any(channel => channel.Contains('{', StringComparison.Ordinal)))
        .Select(route => $"the route {route.Name} gives each caller the channel that its path names: anyone can read anyone's, unless something in front checks; auth: ticket asks for tickets");

    // No danger: a gateway takes fewer cookies then, not more.
    private static IEnumerable<string> NodesThatDisagree(ServeSettings settings)
    {
        if (!settings.Nodes.Others.IsEmpty && settings.Secret is null && settings.Routes.Any(route => route.Carry.IsOn))
            yield return "there are other nodes and no secret: the cookies of carried sockets disagree, so that some of the first ones of a new browser may close with 1006; write the same secret: \"${NAME}\" for all";
    }
}
