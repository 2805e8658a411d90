using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>What was said of a caller: one of the records nested here, and no other.</summary>
internal abstract record VouchOutcome
{
    private VouchOutcome()
    {
    }

    /// <summary>It is known who it is.</summary>
    /// <param name="Subject">Who.</param>
    /// <param name="Channels">The channels that it may follow; null: those that routes give to it.</param>
    /// <param name="SessionEnd">Until when this holds; null: nobody said.</param>
    public sealed record For(string Subject, ImmutableArray<ChannelPattern>? Channels, DateTimeOffset? SessionEnd) : VouchOutcome;

    /// <summary>It is nobody who is known.</summary>
    /// <param name="Status">401 or 403.</param>
    /// <param name="Why">Why, in words for the log.</param>
    public sealed record Against(int Status, string Why) : VouchOutcome;

    /// <summary>Nobody can tell now.</summary>
    /// <param name="Status">502, 503 or 504.</param>
    /// <param name="Why">Why, in words for the log.</param>
    public sealed record Unknown(int Status, string Why) : VouchOutcome;
}
