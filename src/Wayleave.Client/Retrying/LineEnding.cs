namespace Wayleave.Client.Retrying;

/// <summary>How a connection, or the attempt to make one, has ended: one of the records nested here, and no other.</summary>
internal abstract record LineEnding
{
    private LineEnding()
    {
    }

    /// <summary>What happened, in words, without secrets.</summary>
    public abstract string Words { get; }

    /// <summary>What was thrown; null if nothing was.</summary>
    public Exception? Cause { get; init; }

    /// <summary>A WebSocket was closed with a code; null: without one.</summary>
    public sealed record Closed(int? Code, string Reason) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"the server closed the connection with {Code?.ToString() ?? "no code"}{(Reason.Length > 0 ? $" ({Reason})" : "")}";
    }

    /// <summary>The connection was lost, or a stream ended; also while it was being made.</summary>
    public sealed record Lost(string Why) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>There is nobody to connect to: the name is not known, or nobody listens.</summary>
    public sealed record Unreachable(string Why) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>The answer was an HTTP status.</summary>
    public sealed record Refused(int Status, TimeSpan? RetryAfter) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"the server answered with the HTTP status {Status}";
    }

    /// <summary>Whoever answered does not speak this.</summary>
    public sealed record NotSpoken(string Why) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>An error frame came in place of a beginning.</summary>
    public sealed record Denied(string Code, bool MayRetry, TimeSpan? RetryAfter) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"the server refused with {Code}";
    }

    /// <summary>Nothing came for longer than anything healthy is silent.</summary>
    public sealed record Silent(TimeSpan Patience) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"nothing came for {Patience.TotalSeconds} s";
    }

    /// <summary>No ticket could be had.</summary>
    public sealed record NoTicket(string Why) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => Why;
    }

    /// <summary>A message was longer than may be.</summary>
    public sealed record TooLong(int Limit) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"a message had more than {Limit} bytes";
    }

    /// <summary>A channel's events do not follow one another, or its head is elsewhere: it is asked for again.</summary>
    public sealed record OutOfStep(string Channel) : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => $"something of {Channel} is missing: it is asked for again";
    }

    /// <summary>The transport has served its time, and a better one is tried.</summary>
    public sealed record Aged : LineEnding
    {
        /// <inheritdoc/>
        public override string Words => "a better transport is tried again";
    }
}
