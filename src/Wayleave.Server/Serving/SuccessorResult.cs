namespace Wayleave.Server.Serving;

/// <summary>What came of starting another process in this one's place.</summary>
/// <param name="ProcessId">The process, which serves; null: there is none.</param>
/// <param name="Words">What happened, in a sentence without its full stop.</param>
public sealed record SuccessorResult(int? ProcessId, string Words);
