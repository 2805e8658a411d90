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
    public ChannelSettings Of(string channel) => Now().List.TryFind(channel, out var policy) ? policy : s_any;

    /// <summary>Whether the settings name a channel, or name none at all.</summary>
    /// <param name="channel">A valid name.</param>
    public bool IsKnown(string channel) => Now() is var (of, list) && (of.Channels.IsEmpty || list.TryFind(channel, out _));

    private (EventSettings Of, ChannelPatternList<ChannelSettings> List) Now()
    {
        var now = settings();
        lock (_lock)
        {
            if (!ReferenceEquals(_known?.Of, now))
                _known = (now, new ChannelPatternList<ChannelSettings>(now.Channels.SelectMany(Entry)));
            return _known.Value;
        }
    }

    private static IEnumerable<KeyValuePair<ChannelPattern, ChannelSettings>> Entry(ChannelSettings settings) =>
        ChannelPattern.TryParse(settings.Match, out var pattern, out _) ? [KeyValuePair.Create(pattern, settings)] : [];
}
