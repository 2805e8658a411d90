namespace Wayleave.Protocol.Tests.Relay;

/// <summary>How a peer answers pings.</summary>
internal enum PongHabit
{
    All,
    OnlyTheLatest,
    Never,
    Late,
}
