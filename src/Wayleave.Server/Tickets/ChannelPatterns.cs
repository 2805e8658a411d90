using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tickets;

/// <summary>Which channels tickets are for.</summary>
internal static class ChannelPatterns
{
    /// <summary>The most that one ticket names.</summary>
    public const int Most = 100;

    /// <summary>A pattern; none where it is not one.</summary>
    /// <param name="text">What was written.</param>
    public static IEnumerable<ChannelPattern> Read(string text) => ChannelPattern.TryParse(text, out var pattern, out _) ? [pattern] : [];

    /// <summary>Patterns from outside.</summary>
    /// <param name="texts">What was written.</param>
    /// <param name="wrong">What is wrong, and what to do; null if nothing is.</param>
    public static ImmutableArray<ChannelPattern> Read(IReadOnlyCollection<string> texts, out string? wrong)
    {
        wrong = texts.Count > Most ? $"a ticket names at most {Most} channels" : null;
        var read = ImmutableArray.CreateBuilder<ChannelPattern>();
        foreach (var text in texts.TakeWhile(_ => read.Count < Most))
            if (ChannelPattern.TryParse(text, out var pattern, out var why))
                read.Add(pattern);
            else
                wrong ??= why;
        return read.ToImmutable();
    }

    /// <summary>Whether somebody may follow a channel beside those of the route that was asked for.</summary>
    /// <param name="admitted">Who.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="routes">All routes.</param>
    public static bool Allows(this Admitted admitted, string channel, ImmutableArray<RouteSettings> routes) => admitted.Channels is { } named
        ? named.Any(pattern => pattern.Matches(channel))
        : routes.Any(route => route.Auth is { Ticket: true, Subject: { } parameter } && route.Channels.Any(text => Gives(text, parameter, admitted.Subject, channel)));

    // What a guarded route would give to nobody but this subject; where a path has more parameters, anybody may choose these.
    private static bool Gives(string text, string parameter, string subject, string channel) =>
        ChannelTemplate.TryParse(text, out var template, out _) && template.Parameters is [var only] && only == parameter
        && template.TryFill(_ => subject, out var own, out _) && own == channel;
}
