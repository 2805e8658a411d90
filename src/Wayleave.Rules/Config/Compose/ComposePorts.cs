using System.Globalization;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Reads <c>ports:</c> in its short and its long form.</summary>
/// <seealso href="https://docs.docker.com/reference/compose-file/services/#ports">ports</seealso>
internal static class ComposePorts
{
    private const int MaxRange = 1000;

    /// <summary>The ports that an item names; none if they cannot be known.</summary>
    /// <param name="item">The item.</param>
    /// <param name="variables">How variables are replaced.</param>
    public static IEnumerable<ComposePort> Of(DataNode item, ComposeVariables variables)
    {
        if (item is DataMap long_) return Number(variables.Value(long_["target"])) is { } target ? [new ComposePort(item.At, Number(variables.Value(long_["published"])), target)] : [];
        if (variables.Value(item) is not { } text) return [];
        string[] parts = text.Split('/')[0].Split(':');
        if (Range(parts[^1]) is not { } container) return [];
        (int First, int Last)? host = parts.Length > 1 ? Range(parts[^2]) : null;
        return Enumerable.Range(container.First, Math.Min(container.Last - container.First, MaxRange) + 1)
            .Select((port, i) => new ComposePort(item.At, host is { } from && from.Last - from.First >= i ? from.First + i : null, port));
    }

    private static (int First, int Last)? Range(string text) => text.Split('-') switch
    {
        [var one] when Number(one) is { } port => (port, port),
        [var first, var last] when Number(first) is { } from && Number(last) is { } to && from <= to => (from, to),
        _ => null,
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536 ? port : null;
}
