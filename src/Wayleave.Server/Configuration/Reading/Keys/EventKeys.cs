using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>events:</c> at the top of the file.</summary>
internal static class EventKeys
{
    private static readonly Section<HistorySettings> s_history = new(
        "history", "How much of a channel's past is kept.", new HistorySettings(),
        [
            new KeyOf<HistorySettings, int>("size", "The most events; 0 keeps none.", new NumberForm(0, 100_000), h => h.Size, (h, v) => h with { Size = v }),
            new KeyOf<HistorySettings, TimeSpan>(
                "age", "The oldest event's age.", new DurationForm(TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)), h => h.Age, (h, v) => h with { Age = v }) { AlsoCalled = ["ttl"] },
            new KeyOf<HistorySettings, int?>(
                "replay", "The most events that a client which comes back gets of what it missed; whoever missed more is told of a gap, `limit`. Off: all of it, as fast as it reads.",
                new OffValueForm<int>(new NumberForm(1, 100_000)), h => h.Replay, (h, v) => h with { Replay = v }),
        ]);

    private static readonly Section<ChannelSettings> s_channel = new(
        "channels", "What holds for channels of certain names.", new ChannelSettings(""),
        [
            new KeyOf<ChannelSettings, string>(
                "match", "The names, such as `user:*:events`: `*` is one part between colons.", new TextForm("a channel's name such as user:*:events", ChannelChecks.Pattern),
                c => c.Match, (c, v) => c with { Match = v }) { IsRequired = true, AlsoCalled = ["name", "channel"] },
            new KeyOf<ChannelSettings, HistorySettings>("history", "How much of the past is kept.", new SectionForm<HistorySettings>(s_history), c => c.History, (c, v) => c with { History = v }),
            new KeyOf<ChannelSettings, ChannelPolicy>(
                "policy", "What the channel promises: `log`, every event; `latest`, the latest of each `key` to those who are behind; `ephemeral`, what comes while they are there, without ids.",
                new WordForm<ChannelPolicy>(("log", ChannelPolicy.Log), ("latest", ChannelPolicy.Latest), ("ephemeral", ChannelPolicy.Ephemeral)), c => c.Policy, (c, v) => c with { Policy = v }),
            new KeyOf<ChannelSettings, string?>(
                "key", "The member of events that says what they are about. For `policy: latest`.",
                new OptionalForm<string>(new TextForm("a name such as task", ChannelChecks.Member)), c => c.Key, (c, v) => c with { Key = v }),
            new KeyOf<ChannelSettings, long>(
                "max_message", "The longest event; publishing a longer one gets 413.", new SizeForm(1 << 10, 1 << 24), c => c.MaxMessageBytes, (c, v) => c with { MaxMessageBytes = (int)v }),
        ]);

    /// <summary>The section.</summary>
    public static Section<EventSettings> Section { get; } = new(
        "events", "What all routes with `events` share.", new EventSettings(),
        [
            new KeyOf<EventSettings, TimeSpan>("heartbeat", "After how long without a message a client gets a heartbeat.", Ranges.Silence, e => e.Heartbeat, (e, v) => e with { Heartbeat = v }),
            new KeyOf<EventSettings, int>(
                "accept_rate", "How many connections a second are let in. Clients are told to spread their return over as long as that takes.", new RateForm(1_000_000), e => e.AcceptRate, (e, v) => e with { AcceptRate = v }),
            new KeyOf<EventSettings, string>(
                "id_member", "The member of bare events that holds their id.", new TextForm("a name such as _id", ChannelChecks.Member), e => e.IdMember, (e, v) => e with { IdMember = v }),
            new KeyOf<EventSettings, string?>(
                "state", "The file in which channels in memory are saved at a stop, and from which the next process goes on. Without it they end with the process. Read at the start.",
                new OptionalForm<string>(new FileForm(mustExist: false)), e => e.State, (e, v) => e with { State = v }) { AlsoCalled = ["state_file"] },
            new KeyOf<EventSettings, ImmutableArray<ChannelSettings>>(
                "channels", "Channels by their names; the first that fits counts.", new ListForm<ChannelSettings>(new SectionForm<ChannelSettings>(s_channel), s_channel.Initial), e => e.Channels, (e, v) => e with { Channels = v }),
            new KeyOf<EventSettings, TicketSettings>(
                "tickets", "Who gets tickets, and where.", new SectionForm<TicketSettings>(TicketKeys.Section), e => e.Tickets, (e, v) => e with { Tickets = v }) { AlsoCalled = ["ticket"] },
        ]);

    /// <summary>A route's channels.</summary>
    public static Key<RouteSettings> OfRoute { get; } = new KeyOf<RouteSettings, ImmutableArray<string>>(
        "events", "The channels that this path gives, with the path's parameters in them: `user:{user_id}:events`. In place of `proxy`.",
        new ListForm<string>(new TextForm("a channel's name such as user:{user_id}:events", ChannelChecks.Template), ""),
        r => r.Channels, (r, v) => r with { Channels = v }) { AlsoCalled = ["channels", "channel"] };
}
