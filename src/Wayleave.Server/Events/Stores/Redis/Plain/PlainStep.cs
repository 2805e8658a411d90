namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>What a part has to do next.</summary>
internal abstract record PlainStep
{
    private PlainStep()
    {
    }

    /// <summary>A message was heard.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Heard(PlainMessage Message) : PlainStep;

    /// <summary>From now on all of a further pattern's are heard.</summary>
    public sealed record Began : PlainStep;

    /// <summary>Some were not heard.</summary>
    public sealed record Missed : PlainStep;

    /// <summary>It is time to see who has the lease.</summary>
    public sealed record Turn : PlainStep;
}
