namespace Wayleave.Server.Serving;

/// <summary>A gateway cannot start: its message says what is wrong and what to do, for each thing that is.</summary>
public sealed class GatewayException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="problems">What is wrong, a sentence each.</param>
    public GatewayException(IReadOnlyList<string> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
