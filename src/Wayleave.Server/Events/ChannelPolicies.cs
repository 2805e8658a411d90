using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events;

/// <summary>What holds for which channels, as the settings say now. Thread-safe.</summary>
/// <param name="settings">The settings now.</param>
internal sealed class ChannelPolicies(Func<EventSettings> settings)
{
    private static readonly ChannelSettings s_any = new("*");

    private (EventSettings Of, ChannelPatternList<ChannelSettings> List)? _known;
    private readonly Lock _lock = new();

    /// <summary>What holds for a channel.</summary>
    /// <param name="channel">A valid name.</param>
    public ChannelSettings Of(string channel)
    {
        var now = settings();
        lock (_lock)
        {
            if (!ReferenceEquals(_known?.Of, now))
                _known = (now, new ChannelPatternList<ChannelSettings>(now.Channels.SelectMany(Entry)));
            return _known.Value.List.TryFind(channel, out var policy) ? policy : s_any;
        }
    }

    private static IEnumerable<KeyValuePair<ChannelPattern, ChannelSettings>> Entry(ChannelSettings settings) =>
        ChannelPattern.TryParse(settings.Match, out var pattern, out _) ? [KeyValuePair.Create(pattern, settings)] : [];
}
