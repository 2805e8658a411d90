namespace Wayleave.Server.Carry;

/// <summary>What somebody gets who asks for a session: the session, or why there is none. Nothing of it: there is none any more.</summary>
internal readonly record struct CarryEntry
{
    /// <summary>The session.</summary>
    public CarriedSocket? Socket { get; init; }

    /// <summary>Whether it is opened now.</summary>
    public bool IsNew { get; init; }

    /// <summary>The status by which its opening is refused; null: it is not.</summary>
    public int? Refused { get; init; }

    /// <summary>After how long to come again; null: there is no need to.</summary>
    public TimeSpan? Wait { get; init; }
}
