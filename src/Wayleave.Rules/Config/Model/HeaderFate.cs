using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>What becomes of one request header at a hop.</summary>
/// <param name="Known">False where the value depends on what the files do not show; then nothing may be concluded.</param>
/// <param name="Value">The value that goes on; null if the header does not.</param>
/// <param name="Where">The line that decides it; null where it is the program's own doing.</param>
public sealed record HeaderFate(bool Known, string? Value, Span? Where)
{
    /// <summary>It goes on with that value.</summary>
    public static HeaderFate Is(string value, Span? where = null) => new(true, value, where);

    /// <summary>It does not go on.</summary>
    public static HeaderFate Gone(Span? where = null) => new(true, null, where);

    /// <summary>Nobody can know.</summary>
    public static HeaderFate Unknown(Span? where = null) => new(false, null, where);

    /// <summary>True if it certainly goes on.</summary>
    public bool Present => Known && Value is not null;

    /// <summary>True if it certainly does not.</summary>
    public bool Absent => Known && Value is null;

    /// <summary>How often it is sent; two hops that each append make it more than 1. Default 1.</summary>
    public int Count { get; init; } = 1;
}
