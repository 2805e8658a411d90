namespace Wayleave.Protocol.Resp;

/// <summary>Security limits on what a peer can make us hold for one value.</summary>
/// <param name="MaxDepth">How deep aggregates may be nested. Default 16; Redis' own answers need five.</param>
/// <param name="MaxBulkBytes">The longest bulk string in bytes. Default 16 MiB.</param>
/// <param name="MaxItems">How many items all aggregates of one value may announce together; a map's pair is two. Default 1 048 576.</param>
/// <param name="MaxValueBytes">The longest value in bytes on the wire, attributes before it included. Default 64 MiB.</param>
/// <param name="MaxLineBytes">The longest line in bytes: simple strings, errors, numbers, lengths. Default 64 KiB.</param>
public sealed record RespLimits(
    int MaxDepth = 16, int MaxBulkBytes = 16 * 1024 * 1024, int MaxItems = 1024 * 1024, int MaxValueBytes = 64 * 1024 * 1024, int MaxLineBytes = 64 * 1024)
{
    /// <summary>The defaults.</summary>
    public static RespLimits Default { get; } = new();
}
