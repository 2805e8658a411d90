namespace Wayleave.Server.Metrics;

/// <summary>Close codes as labels. Peers may say 2000 codes of their own: only the first 64 of them get a series. Thread-safe.</summary>
internal sealed class CloseCodeLabels
{
    private const int MostOwnCodes = 64;

    private readonly Lock _lock = new();
    private readonly HashSet<ushort> _own = [];

    /// <summary>The label: the code; <c>none</c> where none was said; <c>other</c>.</summary>
    /// <param name="code">The code said.</param>
    public string Of(ushort? code)
    {
        if (code is not { } said)
            return "none";
        if (said is >= 1000 and <= 1015)
            return $"{said}";
        lock (_lock)
            return said is >= 3000 and <= 4999 && (_own.Contains(said) || (_own.Count < MostOwnCodes && _own.Add(said))) ? $"{said}" : "other";
    }
}
