using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>Something to be published.</summary>
/// <param name="Channel">The channel, a valid name.</param>
/// <param name="Payload">What.</param>
/// <param name="Policy">What holds for the channel.</param>
/// <param name="Key">The publisher's key: the same one again within ten minutes adds nothing. Null: none.</param>
internal sealed record Publication(string Channel, EventPayload Payload, ChannelSettings Policy, string? Key = null);
