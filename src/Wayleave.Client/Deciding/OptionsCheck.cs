using Wayleave.Protocol.Events;

namespace Wayleave.Client.Deciding;

/// <summary>Looks whether options are as their descriptions say, and takes out of them what decisions rest on.</summary>
internal static class OptionsCheck
{
    private const int LeastMessageBytes = 1024;

    /// <summary>Checks them.</summary>
    /// <param name="options">The options.</param>
    /// <returns>What decisions rest on, and where the client is.</returns>
    /// <exception cref="ArgumentException">Something is not as described; the message says what.</exception>
    public static (MachineSettings Settings, ChannelPositions Positions) Of(EventsClientOptions options)
    {
        Demand(options.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" or "ws" or "wss" }, "Url is to be an absolute http, https, ws or wss URL");
        Demand(options.Channels.Count <= ChannelPositions.MaxChannels, $"Channels may hold {ChannelPositions.MaxChannels} names at most");
        foreach (var channel in options.Channels)
            Demand(ChannelName.Check(channel) == ChannelNameViolation.None, $"Channels holds '{channel}': {ChannelName.Check(channel).Describe()}");
        Demand(options.Transports.Count > 0 && options.Transports.Distinct().Count() == options.Transports.Count && options.Transports.All(Enum.IsDefined),
            "Transports is to hold at least one transport, and each once");
        Demand(options.ConnectTimeout > TimeSpan.Zero, "ConnectTimeout is to be more than nothing");
        Demand(options.MinRetryDelay > TimeSpan.Zero, "MinRetryDelay is to be more than nothing");
        Demand(options.MaxRetryDelay >= options.MinRetryDelay, "MaxRetryDelay is not to be less than MinRetryDelay");
        Demand(options.MaxRetries is null or >= 0, "MaxRetries is to be 0 or more, or null");
        Demand(options.MaxMessageBytes >= LeastMessageBytes, $"MaxMessageBytes is to be {LeastMessageBytes} or more");
        Demand(options.MaxBacklogItems >= 1 && options.MaxBacklogBytes >= 1, "MaxBacklogItems and MaxBacklogBytes are to be 1 or more");
        Demand(Since.TryParse(options.Since, out var since), "Since is to be an id, 0 for all that is retained, such as -20 for the last twenty, or null");
        Demand(since is not Since.After || options.Channels.Count <= 1, "Since is one channel's id, and there are several channels: put the id of each into Positions");
        // Positions are younger than where it once began.
        var isPlace = since is Since.After or Since.AfterEach;
        var hasPositions = options.Positions.Count > 0 || options.Positions.UnnamedPlace is not null;
        return (new MachineSettings
        {
            Transports = [.. options.Transports],
            Channels = [.. options.Channels.Distinct()],
            Start = isPlace ? Since.Live : since,
            MinRetryDelay = options.MinRetryDelay,
            MaxRetryDelay = options.MaxRetryDelay,
            MaxRetries = options.MaxRetries,
            ConnectTimeout = options.ConnectTimeout,
        }, isPlace && !hasPositions ? options.Positions.WithUnnamed(since) : options.Positions);

        void Demand(bool holds, string what)
        {
            if (!holds)
                throw new ArgumentException(what, nameof(options));
        }
    }
}
