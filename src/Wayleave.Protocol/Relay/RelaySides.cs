namespace Wayleave.Protocol.Relay;

/// <summary>What the two sides are to each other.</summary>
public static class RelaySides
{
    /// <summary>The other one.</summary>
    /// <param name="side">A side.</param>
    public static RelaySide Other(this RelaySide side) => side == RelaySide.Client ? RelaySide.App : RelaySide.Client;
}
