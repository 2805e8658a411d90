using System.Security.Cryptography;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Events.Stores;

/// <summary>Opens the store that the settings name, and closes it.</summary>
internal static class EventStores
{
    /// <summary>Opens it. A Redis need not be there yet; the memory of a process before this one is gone on with, if it was saved.</summary>
    /// <param name="settings">The settings, checked.</param>
    /// <param name="node">This node's name.</param>
    /// <param name="policyOf">What holds for a channel now.</param>
    /// <param name="dialler">Opens TCP connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told how connections fare, and what became of what was saved.</param>
    public static IEventStore Open(
        ServeSettings settings, string node, Func<string, ChannelSettings> policyOf, AppDialler dialler, TimeProvider time, Action<GatewayNotice> say) =>
        settings.Store is { } url && RedisUrl.TryParse(url, out var options, out _)
            ? new RedisStore(options, node, policyOf, dialler, time, () => RandomNumberGenerator.GetInt32(1000) / 1000.0, (isBad, words) => say(new GatewayNotice(isBad, words)))
            : new MemoryStore(time, policyOf, Before(settings.Events.State, say));

    /// <summary>Closes it. Nothing is published any more; what memory holds is saved, where the settings say so.</summary>
    /// <param name="store">The store.</param>
    /// <param name="state">Where it is saved; null: nowhere.</param>
    /// <param name="say">Told where it could not be saved.</param>
    public static async Task CloseAsync(IEventStore store, string? state, Action<GatewayNotice> say)
    {
        if (store is MemoryStore memory && state is not null)
        {
            try
            {
                StateFile.Write(state, memory.Snapshot());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                say(new GatewayNotice(true, $"the channels could not be saved in {state}: {e.Message}; clients that come back are told of a gap"));
            }
        }

        await store.DisposeAsync().ConfigureAwait(false);
    }

    private static MemorySnapshot? Before(string? state, Action<GatewayNotice> say)
    {
        if (state is null)
            return null;
        try
        {
            return StateFile.Take(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            say(new GatewayNotice(true, $"the channels saved in {state} cannot be gone on with: {e.Message}; clients that come back are told of a gap"));
            return null;
        }
    }
}
