using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Http;

/// <summary>Where a client is in all its channels, as one word to come back with.</summary>
internal static class Place
{
    /// <summary>One channel's place is an id; several are a vector of them.</summary>
    /// <param name="positions">The channels, at least one, and where it is in each.</param>
    public static string Of(IEnumerable<KeyValuePair<string, EventPosition>> positions)
    {
        KeyValuePair<string, EventPosition>[] all = [.. positions];
        return all is [var only] ? only.Value.ToString() : all.Aggregate(PositionVector.Empty, (vector, each) => vector.With(each.Key, each.Value)).ToString();
    }
}
