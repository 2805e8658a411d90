using System.Security.Cryptography;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Events.Stores;

/// <summary>Opens the store that the settings name.</summary>
internal static class EventStores
{
    /// <summary>Opens it. A Redis need not be there yet.</summary>
    /// <param name="settings">The settings, checked.</param>
    /// <param name="node">This node's name.</param>
    /// <param name="policyOf">What holds for a channel now.</param>
    /// <param name="dialler">Opens TCP connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told how connections fare.</param>
    public static IEventStore Open(ServeSettings settings, string node, Func<string, ChannelSettings> policyOf, AppDialler dialler, TimeProvider time, Action<GatewayNotice> say) =>
        settings.Store is { } url && RedisUrl.TryParse(url, out var options, out _)
            ? new RedisStore(options, node, policyOf, dialler, time, () => RandomNumberGenerator.GetInt32(1000) / 1000.0, (isBad, words) => say(new GatewayNotice(isBad, words)))
            : new MemoryStore(time);
}
