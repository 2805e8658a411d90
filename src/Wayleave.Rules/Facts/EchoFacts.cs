namespace Wayleave.Rules.Facts;

/// <summary>One message that was sent to see whether it comes back.</summary>
/// <param name="Name">What kind: <c>text</c>, <c>binary</c>, <c>fragments</c>, <c>compressed</c>, <c>small-1</c>…, <c>64KiB</c>, <c>1MiB</c>, <c>send</c>.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Returned">True if the same message came back whole.</param>
/// <param name="ElapsedMs">From sending it to its return, or to the end of the wait, in milliseconds.</param>
/// <param name="Detail">What happened instead, in a few words; empty if it returned.</param>
public sealed record EchoFacts(string Name, long Length, bool Returned, double ElapsedMs, string Detail);
