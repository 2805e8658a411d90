namespace Wayleave.Lab.Engine;

/// <summary>A hop of a running chain.</summary>
/// <param name="Name">Its name: its kind, with a number from the second of that kind on.</param>
/// <param name="Url">Its own address: what <c>--via</c> can ask directly.</param>
public sealed record RunningHop(string Name, Uri Url);
