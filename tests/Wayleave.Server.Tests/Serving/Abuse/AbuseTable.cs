using Wayleave.Server.Tests.Serving.Abuse.Rows;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>All rows, in the order of docs/request-safety.md.</summary>
internal static class AbuseTable
{
    /// <summary>The rows by their subject.</summary>
    public static IReadOnlyList<(string Subject, IReadOnlyList<AbuseRow> Rows)> Parts { get; } =
    [
        ("Where a body ends", FramingRows.All),
        ("Chunks", ChunkRows.All),
        ("Lines and characters", LineRows.All),
        ("What is asked for", TargetRows.All),
        ("Who is asked", HostRows.All),
        ("What is for one hop alone", HopRows.All),
        ("Who asks", ForwardedRows.All),
        ("Handshakes that are not sound", HandshakeRows.All),
        ("Upgrades to something else", UpgradeRows.All),
        ("What comes behind a handshake", BehindRows.All),
    ];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<AbuseRow> All { get; } = [.. Parts.SelectMany(part => part.Rows)];
}
