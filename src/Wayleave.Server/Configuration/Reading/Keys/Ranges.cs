using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>Ranges that several keys share.</summary>
internal static class Ranges
{
    /// <summary>The least and most of a duration that must be waited for: 100 ms to 1 h.</summary>
    public static DurationForm Wait { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));

    /// <summary>A stretch of time that may be nothing: 0 to 1 h.</summary>
    public static DurationForm Stretch { get; } = new(TimeSpan.Zero, TimeSpan.FromHours(1));

    /// <summary>The silence after which something happens: 1 s to 1 h.</summary>
    public static DurationForm Silence { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    /// <summary>A life: 1 s to 100 days.</summary>
    public static DurationForm Life { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(100));

    /// <summary>The end of a socket: 1 s to 10 min.</summary>
    public static DurationForm Ending { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

    /// <summary>How many of something: 1 to a million.</summary>
    public static NumberForm Count { get; } = new(1, 1_000_000);
}
